import { Bytes } from '../../core/header/bytes';
import { viewOf } from '../codecs/exif-block';

/** How readers of HEIF turn a picture: quarter turns anticlockwise, then a mirroring. */
export interface HeifTransforms {
  /** `irot`'s angle (ISO/IEC 23008-12, 6.5.10). */
  readonly quarters?: 1 | 2 | 3;
  /** `imir`'s axis (6.5.12): 0 swaps top and bottom, 1 left and right. */
  readonly mirror?: 0 | 1;
}

interface Box {
  readonly name: string;
  readonly at: number;
  readonly body: number;
  readonly end: number;
}

/** A copy of a HEIC or AVIF file with these properties put to its primary item, behind those that it has. */
export function withTransforms(file: Uint8Array, { quarters, mirror }: HeifTransforms): Uint8Array {
  const source = new Bytes(file);
  const properties = [
    ...(quarters === undefined ? [] : [property('irot', quarters)]),
    ...(mirror === undefined ? [] : [property('imir', mirror)]),
  ];
  const meta = child(source, { body: 0, end: file.length }, 'meta');
  const inMeta = { body: meta.body + 4, end: meta.end };
  const iprp = child(source, inMeta, 'iprp');
  const ipco = child(source, iprp, 'ipco');
  const ipma = child(source, iprp, 'ipma');
  const first = boxes(source, ipco).length + 1;
  const pitm = child(source, inMeta, 'pitm');
  const primary = source.u8(pitm.body) === 0 ? source.u16(pitm.body + 4) : source.u32(pitm.body + 4);
  const { at, count } = associationsOf(source, ipma, primary);
  const isWide = (source.u8(ipma.body + 3) & 1) !== 0;
  const links = properties.flatMap((_, i) => (isWide ? [0x80, first + i] : [0x80 | (first + i)]));
  const added = properties.flat();
  const growth = added.length + links.length;

  const copy = file.slice();
  const view = viewOf(copy);
  const grow = (box: Box, by: number) => view.setUint32(box.at, source.u32(box.at) + by);
  for (const box of [meta, iprp]) grow(box, growth);
  grow(ipco, added.length);
  grow(ipma, links.length);
  copy[at] = count + properties.length;
  moveItems(source, view, child(source, inMeta, 'iloc'), growth);
  const linksAt = at + 1 + count * (isWide ? 2 : 1);
  const parts =
    ipco.end <= linksAt
      ? [copy.subarray(0, ipco.end), added, copy.subarray(ipco.end, linksAt), links, copy.subarray(linksAt)]
      : [copy.subarray(0, linksAt), links, copy.subarray(linksAt, ipco.end), added, copy.subarray(ipco.end)];
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function property(name: string, value: number): number[] {
  return [0, 0, 0, 9, ...Array.from(name, (letter) => letter.charCodeAt(0)), value];
}

function boxes(file: Bytes, { body, end }: Pick<Box, 'body' | 'end'>): Box[] {
  const found: Box[] = [];
  for (let at = body; at + 8 <= end; at += Math.max(8, file.u32(at)))
    found.push({
      name: String.fromCharCode(...file.data.subarray(at + 4, at + 8)),
      at,
      body: at + 8,
      end: at + file.u32(at),
    });
  return found;
}

function child(file: Bytes, within: Pick<Box, 'body' | 'end'>, name: string): Box {
  const box = boxes(file, within).find((one) => one.name === name);
  if (!box) throw new Error(`Expected a box "${name}".`);
  return box;
}

/** Where the count of an item's associations stands, and what it is. */
function associationsOf(file: Bytes, { body }: Box, item: number): { at: number; count: number } {
  const isLong = file.u8(body) > 0;
  const bytes = (file.u8(body + 3) & 1) !== 0 ? 2 : 1;
  let at = body + 8;
  for (let entries = file.u32(body + 4); entries > 0; entries--) {
    const id = isLong ? file.u32(at) : file.u16(at);
    at += isLong ? 4 : 2;
    const count = file.u8(at);
    if (id === item) return { at, count };
    at += 1 + count * bytes;
  }
  throw new Error(`Expected properties of item ${item}.`);
}

/** What lies behind the metadata moves (ISO/IEC 14496-12, 8.11.3); offsets of 4 bytes, as all these files have. */
function moveItems(file: Bytes, view: DataView, { body }: Box, by: number): void {
  const version = file.u8(body);
  const [offsetBytes, lengthBytes] = [file.u8(body + 4) >> 4, file.u8(body + 4) & 15];
  const [baseBytes, indexBytes] = [file.u8(body + 5) >> 4, version === 0 ? 0 : file.u8(body + 5) & 15];
  let at = body + (version < 2 ? 8 : 10);
  for (let items = version < 2 ? file.u16(body + 6) : file.u32(body + 6); items > 0; items--) {
    at += version < 2 ? 2 : 4;
    const isInFile = version === 0 || (file.u16(at) & 15) === 0;
    at += (version === 0 ? 0 : 2) + 2;
    const hasBase = baseBytes === 4 && file.u32(at) > 0;
    if (isInFile && hasBase) view.setUint32(at, file.u32(at) + by);
    at += baseBytes;
    const extents = file.u16(at);
    at += 2;
    for (let i = 0; i < extents; i++) {
      at += indexBytes;
      if (isInFile && !hasBase && offsetBytes === 4) view.setUint32(at, file.u32(at) + by);
      at += offsetBytes + lengthBytes;
    }
  }
}

/** The same file under HEIF's brand instead of AVIF's. */
export function heifBranded(avif: Uint8Array): Uint8Array {
  const copy = avif.slice();
  const { body, end } = child(new Bytes(copy), { body: 0, end: copy.length }, 'ftyp');
  for (let at = body; at < end; at += 4) if (new Bytes(copy).has(at, 'avif')) copy.set(Buffer.from('mif1'), at);
  return copy;
}
