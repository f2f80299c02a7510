import type { Indexed } from './bmp-files';
import type { Raster } from './raster';

/** Truevision TGA 2.0 from the top down, grey or true colour, packed by runs (types 10 and 11) or not (3). */
export function packedTga({ width, height, bands, data }: Raster): Uint8Array {
  const pixelAt = (i: number) => [...data.subarray(i * bands, (i + 1) * bands)].reverse();
  const rows = Array.from({ length: height }, (_, y) =>
    packets(Array.from({ length: width }, (__, x) => pixelAt(y * width + x))),
  );
  return Uint8Array.from([...header(bands === 1 ? 11 : 10, { width, height }, bands * 8), ...rows.flat()]);
}

export function greyTga({ width, height, data }: Raster): Uint8Array {
  return Uint8Array.from([...header(3, { width, height }, 8), ...data]);
}

/** By a palette of 24 bits a colour. */
export function paletteTga({ width, height, colours, indexes }: Indexed): Uint8Array {
  const palette = colours.flatMap(([red, green, blue]) => [blue, green, red]);
  return Uint8Array.from([...header(1, { width, height }, 8, colours.length), ...palette, ...indexes]);
}

function header(type: number, size: { readonly width: number; readonly height: number }, bits: number, colours = 0) {
  const { width, height } = size;
  const u16 = (value: number) => [value & 255, value >> 8];
  const map = colours > 0 ? [...u16(0), ...u16(colours), 24] : [0, 0, 0, 0, 0];
  return [0, colours > 0 ? 1 : 0, type, ...map, 0, 0, 0, 0, ...u16(width), ...u16(height), bits, 0x20];
}

/** Section 5.6 of the specification: a count less one, with the highest bit where one pixel is repeated. */
function packets(row: readonly (readonly number[])[]): number[] {
  const same = (one: number, other: number) => row[one]!.join() === row[other]?.join();
  const bytes: number[] = [];
  for (let at = 0; at < row.length;) {
    let end = at + 1;
    const isRun = same(at, end);
    while (end < row.length && (isRun ? same(at, end) : !same(end, end + 1))) end++;
    bytes.push((isRun ? 0x80 : 0) | (end - at - 1), ...(isRun ? row[at]! : row.slice(at, end).flat()));
    at = end;
  }
  return bytes;
}
