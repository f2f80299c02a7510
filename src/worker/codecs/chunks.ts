import { Bytes } from '../../core/header/bytes';

/** A part of a file: its name, and where what it holds begins and ends, which may be beyond a file that was cut. */
export interface Chunk {
  readonly name: string;
  readonly body: number;
  readonly end: number;
}

const mostChunks = 100_000;

/** Chunks of a PNG, from IHDR on (PNG 3rd edition, 5.3). */
export function* pngChunks(bytes: Uint8Array): Generator<Chunk, void, undefined> {
  const file = new Bytes(bytes);
  let at = 8;
  for (let count = 0; count < mostChunks && at + 8 <= file.length; count++) {
    const end = at + 8 + file.u32(at);
    yield { name: nameAt(bytes, at + 4), body: at + 8, end };
    at = end + 4;
  }
}

/** Chunks of a WebP, behind the RIFF header (RFC 9649, 2.3). */
export function* webpChunks(bytes: Uint8Array): Generator<Chunk, void, undefined> {
  const file = new Bytes(bytes);
  let at = 12;
  for (let count = 0; count < mostChunks && at + 8 <= file.length; count++) {
    const length = file.u32(at + 4, true);
    yield { name: nameAt(bytes, at), body: at + 8, end: at + 8 + length };
    at += 8 + length + (length & 1);
  }
}

function nameAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
