import type { Bytes } from './bytes';
import type { Orientation } from './header';

/** A directory of a TIFF file: what it says of one page. */
export interface TiffDirectory {
  /** The first value of a tag that is a whole number; null where there is none. */
  number(tag: number): number | null;
}

/** TIFF 6.0, sections 8, 15, 18 and 21; DNG 1.7, chapter 4. */
export const tiffTag = {
  subfileType: 254,
  bits: 258,
  compression: 259,
  photometric: 262,
  orientation: 274,
  samples: 277,
  planes: 284,
  tileWidth: 322,
  subDirectories: 330,
  extraSamples: 338,
  sampleFormat: 339,
  chromaSubsampling: 530,
  dngVersion: 50706,
} as const;

/** As many as are worked on at most; and real ones have some twenty entries. */
const mostDirectories = 10_000;
const mostEntries = 4096;

/** The directories of a TIFF or BigTIFF file one after another, as far as they lie in the bytes. */
export function* tiffDirectories(file: Bytes): Generator<TiffDirectory, void, undefined> {
  const layout = layoutOf(file);
  if (!layout) return;
  const seen = new Set<number>();
  let at = layout.pointer(layout.first);
  while (at >= layout.first && at < file.length && !seen.has(at) && seen.size < mostDirectories) {
    seen.add(at);
    const count = layout.count(at);
    if (count > mostEntries) return;
    const entries = at + layout.countBytes;
    yield { number: (tag) => numberOf(file, layout, { entries, count }, tag) };
    at = layout.pointer(entries + count * layout.entryBytes);
  }
}

/** Of the first page; 1 where there is none that counts. */
export function tiffOrientation(file: Bytes): Orientation {
  const [first] = tiffDirectories(file);
  const value = first?.number(tiffTag.orientation) ?? 1;
  return value >= 1 && value <= 8 ? (value as Orientation) : 1; // Of these eight.
}

/** Where things lie: 32 bits count in TIFF, 64 in BigTIFF. */
interface Layout {
  readonly little: boolean;
  /** Where the place of the first directory stands. */
  readonly first: number;
  readonly countBytes: number;
  readonly entryBytes: number;
  readonly valueAt: number;
  pointer(at: number): number;
  count(at: number): number;
  /** How many values an entry has. */
  counted(at: number): number;
}

function layoutOf(file: Bytes): Layout | null {
  const little = file.has(0, 'II');
  if (!little && !file.has(0, 'MM')) return null;
  const version = file.u16(2, little);
  const u64 = (at: number) =>
    file.u32(little ? at + 4 : at, little) * 0x1_0000_0000 + file.u32(little ? at : at + 4, little);
  if (version === 42) {
    const pointer = (at: number) => file.u32(at, little);
    const count = (at: number) => file.u16(at, little);
    return { little, first: 4, countBytes: 2, entryBytes: 12, valueAt: 8, pointer, count, counted: pointer };
  }
  if (version !== 43) return null;
  return { little, first: 8, countBytes: 8, entryBytes: 20, valueAt: 12, pointer: u64, count: u64, counted: u64 };
}

function numberOf(
  file: Bytes,
  { little, entryBytes, valueAt, counted, pointer }: Layout,
  { entries, count }: { readonly entries: number; readonly count: number },
  tag: number,
): number | null {
  for (let i = 0, at = entries; i < count && at + entryBytes <= file.length; i++, at += entryBytes) {
    if (file.u16(at, little) !== tag) continue;
    const type = file.u16(at + 2, little);
    const bytes = type === 1 ? 1 : type === 3 ? 2 : 4;
    const isInside = counted(at + 4) * bytes <= entryBytes - valueAt;
    const value = isInside ? at + valueAt : pointer(at + valueAt);
    return bytes === 1 ? file.u8(value) : bytes === 2 ? file.u16(value, little) : file.u32(value, little);
  }
  return null;
}
