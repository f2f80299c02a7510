/** Boxes of ISO base media files as lists of bytes (ISO/IEC 14496-12, 4.2). */
export function box(name: string, ...body: readonly number[]): number[] {
  return [...u32(8 + body.length), ...text(name), ...body];
}

/** One with a version, 0, and flags. */
export function full(name: string, flags: number, ...body: readonly number[]): number[] {
  return box(name, ...u32(flags), ...body);
}

/** One of version 1, with times of 64 bits. */
export function wide(name: string, flags: number, ...body: readonly number[]): number[] {
  return box(name, ...u32(0x0100_0000 + flags), ...body);
}

export function u32(value: number): number[] {
  return [24, 16, 8, 0].map((bits) => (value >>> bits) & 0xff);
}

export function u16(value: number): number[] {
  return [value >>> 8, value & 0xff];
}

export function zeros(many: number): number[] {
  return Array.from({ length: many }, () => 0);
}

export function text(letters: string): number[] {
  return Array.from(letters, (letter) => letter.charCodeAt(0));
}
