/** What a block says; `rest` is the value of tags beside these. */
interface ExifParts {
  readonly order: 'little' | 'big';
  readonly orientation: number | null;
  /** PixelXDimension and PixelYDimension, in the EXIF directory. */
  readonly across: number;
  readonly down: number;
  readonly rest: number;
  /** Whether these two have 16 bits. */
  readonly isShort?: boolean;
}

/** A TIFF structure of two directories (EXIF 2.32, 4.6.2), put together by hand. */
export function exifOf({ order, orientation, across, down, rest, isShort = false }: ExifParts): Uint8Array {
  const little = order === 'little';
  const first = [
    [0x0100, 3, rest],
    [orientation === null ? 0x0111 : 0x0112, 3, orientation ?? 6],
    [0x0128, 3, rest],
    [0x8769, 4, 8 + 2 + 12 * 4 + 4],
  ] as const;
  const type = isShort ? 3 : 4;
  const second = [
    [0xa000, 4, rest],
    [0xa002, type, across],
    [0xa003, type, down],
  ] as const;
  const tiff = new Uint8Array(8 + 2 + 12 * first.length + 4 + 2 + 12 * second.length + 4);
  const view = new DataView(tiff.buffer);
  tiff.set(little ? [0x49, 0x49, 0x2a, 0] : [0x4d, 0x4d, 0, 0x2a]);
  view.setUint32(4, 8, little);
  let at = 8;
  for (const entries of [first, second]) {
    view.setUint16(at, entries.length, little);
    at += 2;
    for (const [tag, kind, value] of entries) {
      view.setUint16(at, tag, little);
      view.setUint16(at + 2, kind, little);
      view.setUint32(at + 4, 1, little);
      if (kind === 3) view.setUint16(at + 8, value, little);
      else view.setUint32(at + 8, value, little);
      at += 12;
    }
    at += 4;
  }
  return tiff;
}

/** EXIF of three directories, the last that of interoperability: a space of colours, and the rule of DCF 2.0 (5.3). */
export function dcfExif(colorSpace: number, rule: string): Uint8Array {
  const inline = (value: number) => [value >> 8, value & 255, 0, 0];
  const long = (value: number) => [0, 0, value >> 8, value & 255];
  const entry = (tag: number, type: number, count: number, value: readonly number[]) =>
    [tag >> 8, tag & 255, 0, type, 0, 0, 0, count, ...value]; // prettier-ignore
  const [exifAt, ruleAt] = [26, 56];
  const directory = (...entries: readonly number[][]) => [0, entries.length, ...entries.flat(), 0, 0, 0, 0];
  return Uint8Array.from([
    ...[0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8],
    ...directory(entry(0x8769, 4, 1, long(exifAt))),
    ...directory(entry(0xa001, 3, 1, inline(colorSpace)), entry(0xa005, 4, 1, long(ruleAt))),
    ...directory(entry(1, 2, 4, [...Array.from(rule, (letter) => letter.charCodeAt(0)), 0])),
  ]);
}
