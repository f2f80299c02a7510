import { crc32 } from '../codecs/crc32';

const headBytes = 33;

/** A PNG with one more chunk behind its IHDR, of a checksum that is right: libpng passes over those of others. */
export function withPngChunk(file: Uint8Array, name: string, body: readonly number[]): Uint8Array {
  const chunk = new Uint8Array(12 + body.length);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, body.length);
  chunk.set(
    Uint8Array.from(name, (letter) => letter.charCodeAt(0)),
    4,
  );
  chunk.set(body, 8);
  view.setUint32(8 + body.length, crc32(chunk.subarray(4, 8 + body.length)));
  return Uint8Array.from([...file.subarray(0, headBytes), ...chunk, ...file.subarray(headBytes)]);
}
