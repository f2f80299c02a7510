import { boxAt, boxesIn, boxIn, insideOf, wholeOf, type Box, type Span } from './boxes';
import type { Bytes } from './bytes';
import { pictureTrack } from './sequence';

/**
 * Bits per sample of the picture of a HEIC or AVIF file: of its primary item, of the first tile of a grid, or of the
 * first track of a sequence that has no items. 8 where nothing tells them.
 */
export function heifDepth(file: Bytes): number {
  const meta = boxIn(file, wholeOf(file), 'meta');
  return (meta && itemDepth(file, insideOf(meta))) ?? trackDepth(file) ?? 8;
}

function itemDepth(file: Bytes, meta: Span): number | null {
  const pitm = boxIn(file, meta, 'pitm');
  if (!pitm) return null;
  const item = idAt(file, pitm.body + 4, file.u8(pitm.body) > 0);
  const properties = propertiesOf(file, meta);
  const tile = firstTile(file, meta, item);
  return depthBy(file, properties(item)) ?? (tile === null ? null : depthBy(file, properties(tile)));
}

/** Said by `pixi` (ISO/IEC 23008-12, 6.5.6), which may be left out, or by how the decoder is set up. */
function depthBy(file: Bytes, properties: readonly Box[]): number | null {
  for (const wanted of [pixelDepth, codecDepth])
    for (const box of properties) {
      const bits = wanted(file, box);
      if (bits !== null && bits >= 8 && bits <= 16) return bits;
    }
  return null;
}

function pixelDepth(file: Bytes, { name, body }: Box): number | null {
  return name === 'pixi' && file.u8(body + 4) > 0 ? file.u8(body + 5) : null;
}

function codecDepth(file: Bytes, { name, body }: Box): number | null {
  // ISO/IEC 14496-15, 8.3.3.1: bit_depth_luma_minus8.
  if (name === 'hvcC') return 8 + (file.u8(body + 17) & 7);
  if (name !== 'av1C') return null;
  // AV1 in ISO base media files, 2.3.3: high_bitdepth and twelve_bit.
  const flags = file.u8(body + 2);
  return (flags & 0x40) === 0 ? 8 : (flags & 0x20) === 0 ? 10 : 12;
}

/** Properties of items, by `ipma`'s numbers in `ipco` (ISO/IEC 23008-12, 9.3). */
function propertiesOf(file: Bytes, meta: Span): (item: number) => readonly Box[] {
  const ipco = boxAt(file, ['iprp', 'ipco'], meta);
  const ipma = boxAt(file, ['iprp', 'ipma'], meta);
  if (!ipco || !ipma) return () => [];
  const all = [...boxesIn(file, ipco)];
  return (item) => associated(file, ipma, item).flatMap((number) => all[number - 1] ?? []);
}

/** @returns numbers from 1. */
function associated(file: Bytes, { body, end }: Box, wanted: number): number[] {
  const isLong = file.u8(body) > 0;
  const isWide = (file.u8(body + 3) & 1) !== 0;
  const entries = file.u32(body + 4);
  for (let i = 0, at = body + 8; i < entries && at < end; i++) {
    const item = idAt(file, at, isLong);
    at += isLong ? 4 : 2;
    const count = file.u8(at++);
    const numberAt = (link: number) => (isWide ? file.u16(at + 2 * link) & 0x7fff : file.u8(at + link) & 0x7f);
    if (item === wanted) return Array.from({ length: count }, (_, link) => numberAt(link));
    at += count * (isWide ? 2 : 1);
  }
  return [];
}

/** The first item that another is made of (`dimg`: ISO/IEC 23008-12, 6.4.7); null for none. */
function firstTile(file: Bytes, meta: Span, item: number): number | null {
  const iref = boxIn(file, meta, 'iref');
  if (!iref) return null;
  const isLong = file.u8(iref.body) > 0;
  for (const { name, body } of boxesIn(file, { body: iref.body + 4, end: iref.end }))
    if (name === 'dimg' && idAt(file, body, isLong) === item) return idAt(file, body + (isLong ? 6 : 4), isLong);
  return null;
}

/** Of the first description of samples (ISO/IEC 14496-12, 12.1.3): its boxes lie behind 78 bytes of a visual entry. */
function trackDepth(file: Bytes): number | null {
  const track = pictureTrack(file);
  const stsd = track && boxAt(file, ['mdia', 'minf', 'stbl', 'stsd'], track);
  if (!stsd) return null;
  const [entry] = boxesIn(file, { body: stsd.body + 8, end: stsd.end });
  return entry ? depthBy(file, [...boxesIn(file, { body: entry.body + 78, end: entry.end })]) : null;
}

function idAt(file: Bytes, at: number, isLong: boolean): number {
  return isLong ? file.u32(at) : file.u16(at);
}
