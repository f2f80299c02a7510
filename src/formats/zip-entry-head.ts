/** What a zip's directory says of an entry. */
export interface PackedEntry {
  /** Of its local header. */
  readonly offset: number;
  readonly compressionMethod: number;
  readonly compressedSize: number;
  readonly uncompressedSize: number;
}

const headerBytes = 30;
/** Deflate packs to hardly more than there was; beside the bytes stand its tables. */
const tableBytes = 4096;

/**
 * The first bytes of an entry, as many at most. The library that unpacks entries reads half a megabyte at a time, several
 * ahead; here no more is read than these bytes can take.
 * @throws where there is no such entry, or another method than stored and deflate.
 */
export async function zipEntryHead(file: Blob, entry: PackedEntry, most: number): Promise<Uint8Array> {
  const { offset, compressionMethod, compressedSize, uncompressedSize } = entry;
  const view = new DataView(await file.slice(offset, offset + headerBytes).arrayBuffer());
  if (view.getUint32(0) !== 0x504b0304) throw new Error(`Expected a local header at byte ${offset} of the zip.`);
  // Behind it its own name and fields, which may be others than the directory's (APPNOTE 4.3.7).
  const body = offset + headerBytes + view.getUint16(26, true) + view.getUint16(28, true);
  const wanted = Math.min(most, uncompressedSize);
  if (compressionMethod === 0) return new Uint8Array(await file.slice(body, body + wanted).arrayBuffer());
  if (compressionMethod !== 8)
    throw new Error(`Expected an entry that is stored or deflated, not ${compressionMethod}.`);
  const packed = await file.slice(body, body + Math.min(compressedSize, wanted + tableBytes)).arrayBuffer();
  return inflatedHead(new Uint8Array(packed), wanted);
}

/** What is cut short is an error to the stream, behind the bytes that there are. */
async function inflatedHead(packed: Uint8Array<ArrayBuffer>, wanted: number): Promise<Uint8Array> {
  const head = new Uint8Array(wanted);
  const { readable, writable } = new DecompressionStream('deflate-raw');
  const reader = (readable as ReadableStream<Uint8Array>).getReader();
  const writer = writable.getWriter();
  // Told to the reader, too.
  for (const end of [writer.write(packed), writer.close(), writer.closed]) end.catch(() => {});
  let filled = 0;
  while (filled < wanted) {
    const { value, done } = await reader.read();
    if (done) break;
    const piece = value.subarray(0, wanted - filled);
    head.set(piece, filled);
    filled += piece.length;
  }
  void reader.cancel().catch(() => {});
  return head.subarray(0, filled);
}
