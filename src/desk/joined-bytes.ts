import type { WrittenFile } from '../labels/format';

/** A written file in one piece. A `Blob` would do the same, by way of another process: a millisecond for each small file. */
export async function bytesOf(pieces: WrittenFile['pieces']): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    const part = typeof piece === 'string' ? encoder.encode(piece) : piece;
    parts.push(part);
    length += part.length;
  }
  const [only] = parts;
  return only && parts.length === 1 && isUnshared(only) ? only : new Uint8Array(joined(parts, length));
}

function isUnshared(bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer;
}

/** @param length Of all of them together. */
export function joined(parts: readonly Uint8Array[], length: number): ArrayBuffer {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes.buffer;
}

const encoder = new TextEncoder();
