/**
 * Records of IIM as JPEG and libvips have them: in resource 0x0404 of a block of Photoshop's (Adobe Photoshop File Formats
 * Specification, image resource blocks).
 */
export function photoshopIptc(records: Uint8Array): Uint8Array {
  const name = Uint8Array.from('Photoshop 3.0\x008BIM\x04\x04\0\0', (letter) => letter.charCodeAt(0));
  const block = new Uint8Array(name.length + 4 + records.length + (records.length % 2));
  block.set(name);
  new DataView(block.buffer).setUint32(name.length, records.length);
  block.set(records, name.length + 4);
  return block;
}
