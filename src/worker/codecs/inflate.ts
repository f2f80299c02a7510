/**
 * What a zlib stream holds (RFC 1950), or nothing where it is damaged or holds more than `mostBytes`: a small file may
 * unpack to more than there is memory.
 */
export async function inflated(packed: Uint8Array, mostBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    const stream = new Blob([packed.slice()]).stream().pipeThrough(new DecompressionStream('deflate'));
    const reader = stream.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      length += next.value.length;
      if (length > mostBytes) {
        await reader.cancel();
        return new Uint8Array(0);
      }
      parts.push(next.value);
    }
  } catch {
    return new Uint8Array(0);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
