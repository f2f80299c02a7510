/** The types of a JPEG XL file's boxes (ISO/IEC 18181-2), with what a compressed one holds; none for a bare codestream. */
export function jxlBoxes(file: Uint8Array): readonly string[] {
  if (file[0] === 0xff && file[1] === 0x0a) return [];
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const typeAt = (at: number) => String.fromCharCode(...file.subarray(at, at + 4));
  const boxes: string[] = [];
  for (let at = 0; at + 8 <= file.length;) {
    const bytes = view.getUint32(at);
    const type = typeAt(at + 4);
    boxes.push(type === 'brob' ? typeAt(at + 8) : type);
    if (bytes === 0) break;
    // A size of 1 says that 64 bits of it follow.
    at += bytes === 1 ? Number(view.getBigUint64(at + 8)) : Math.max(8, bytes);
  }
  return boxes;
}
