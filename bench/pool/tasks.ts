/** What every contestant's workers do, so that only the way there and back is compared. */

/** The empty task. */
export function nothing(): void {}

/** The tiny one. */
export function increment(n: number): number {
  return n + 1;
}

/** The first and the last byte must have come; the contestant moves the buffer back. @throws where they did not. */
export function checked(buffer: ArrayBuffer): ArrayBuffer {
  const bytes = new Uint8Array(buffer);
  if (bytes[0] !== 1 || bytes.at(-1) !== 2) throw new Error('The buffer did not come whole.');
  return buffer;
}
