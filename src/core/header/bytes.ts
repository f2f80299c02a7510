/** Big- or little-endian reads that answer 0 past the end: headers of hostile files are looked at, never trusted. */
export class Bytes {
  readonly data: Uint8Array;

  constructor(data: Uint8Array) {
    this.data = data;
  }

  get length(): number {
    return this.data.length;
  }

  u8(at: number): number {
    return this.data[at] ?? 0;
  }

  u16(at: number, little = false): number {
    return little ? this.u8(at) | (this.u8(at + 1) << 8) : (this.u8(at) << 8) | this.u8(at + 1);
  }

  u24(at: number): number {
    return this.u8(at) | (this.u8(at + 1) << 8) | (this.u8(at + 2) << 16);
  }

  u32(at: number, little = false): number {
    const high = this.u16(little ? at + 2 : at, little);
    const low = this.u16(little ? at : at + 2, little);
    return high * 65536 + low;
  }

  /** Whether the ASCII `text` stands at `at`. */
  has(at: number, text: string): boolean {
    for (let i = 0; i < text.length; i++) if (this.data[at + i] !== text.charCodeAt(i)) return false;
    return true;
  }

  /** The last place of the ASCII or binary `text` in the last `within` bytes, or -1. */
  lastOf(text: string, within: number): number {
    const stop = Math.max(0, this.length - within);
    for (let at = this.length - text.length; at >= stop; at--) if (this.has(at, text)) return at;
    return -1;
  }

  sub(from: number, to: number): Bytes {
    return new Bytes(this.data.subarray(from, to));
  }
}
