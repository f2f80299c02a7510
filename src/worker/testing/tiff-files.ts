/** One page of a TIFF as TIFF 6.0 lays it out, with tags that libvips does not write. */
export interface TiffPage {
  readonly width: number;
  readonly height: number;
  /** Tags by number, each of short values, besides those of size and place. */
  readonly tags: Readonly<Record<number, readonly number[]>>;
  /** The only strip, not packed. */
  readonly strip: Uint8Array;
  /** A place for the next directory, where it is not to be the end. */
  readonly next?: number;
}

const short = 3;
const long = 4;
/** Where the directory lies. */
const start = 8;

/** A little-endian file of one page. */
export function tiffOf({ width, height, tags, strip, next = 0 }: TiffPage): Uint8Array {
  const given = Object.entries(tags).map(([tag, values]) => ({ tag: Number(tag), type: short, values }));
  const placed = (offset: number) =>
    [
      ...given,
      { tag: 256, type: short, values: [width] },
      { tag: 257, type: short, values: [height] },
      { tag: 273, type: long, values: [offset] },
      { tag: 278, type: short, values: [height] },
      { tag: 279, type: long, values: [strip.length] },
    ].sort((a, b) => a.tag - b.tag);
  const count = placed(0).length;
  const beside = start + 2 + 12 * count + 4;
  const outside = given
    .filter(({ values }) => values.length > 2)
    .reduce((sum, { values }) => sum + 2 * values.length, 0);
  const entries = placed(beside + outside);
  const bytes = new Uint8Array(beside + outside + strip.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x49, 0x49, 42, 0, start]);
  view.setUint16(start, count, true);
  let free = beside;
  for (const [i, { tag, type, values }] of entries.entries()) {
    const at = start + 2 + 12 * i;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setUint32(at + 4, values.length, true);
    if (type === long) view.setUint32(at + 8, values[0]!, true);
    else {
      const isInside = values.length <= 2;
      if (!isInside) view.setUint32(at + 8, free, true);
      values.forEach((value, j) => view.setUint16((isInside ? at + 8 : free) + 2 * j, value, true));
      if (!isInside) free += 2 * values.length;
    }
  }
  view.setUint32(beside - 4, next, true);
  bytes.set(strip, beside + outside);
  return bytes;
}
