import { boxAt } from '../../core/header/boxes';
import { Bytes } from '../../core/header/bytes';
import type { Size } from '../../core/geometry/geometry';
import type { Pace } from '../../core/header/sequence';
import { box, full, text, u16, u32, wide, zeros } from './boxes';

export interface SequenceOptions extends Size, Pace {}

/**
 * An animated AVIF (AV1 Image File Format, 6.3) of stills: each is a key frame of the one track, whose clock ticks every
 * millisecond.
 * @param stills AVIF files of one opaque picture and no metadata, all of this size and from one encoder.
 */
export function avifSequence(
  stills: readonly Uint8Array[],
  { width, height, delays, loop }: SequenceOptions,
): Uint8Array {
  const samples = stills.map((still) => bodyOf(still, ['mdat']));
  const once = delays.reduce((sum, delay) => sum + delay, 0);
  const total = loop === 0 ? [0xffff_ffff, 0xffff_ffff] : [0, once * loop];
  const entry = box(
    'av01',
    ...[...zeros(6), ...u16(1), ...zeros(16), ...u16(width), ...u16(height), ...u32(0x48_0000), ...u32(0x48_0000)],
    ...[...u32(0), ...u16(1), ...zeros(32), ...u16(24), ...u16(0xffff)],
    ...box('av1C', ...bodyOf(stills[0]!, ['meta', 'iprp', 'ipco', 'av1C'])),
  );
  const table = (offset: number) =>
    box(
      'stbl',
      ...full('stsd', 0, ...u32(1), ...entry),
      ...full('stts', 0, ...u32(delays.length), ...delays.flatMap((delay) => [...u32(1), ...u32(delay)])),
      ...full('stsc', 0, ...u32(1), ...u32(1), ...u32(samples.length), ...u32(1)),
      ...full('stsz', 0, ...u32(0), ...u32(samples.length), ...samples.flatMap(({ length }) => u32(length))),
      ...full('stco', 0, ...u32(1), ...u32(offset)),
    );
  const data = full('dref', 0, ...u32(1), ...full('url ', 1));
  const movie = (offset: number) =>
    box(
      'moov',
      ...full('mvhd', 0, ...zeros(8), ...u32(1000), ...u32(once), ...u32(0x10000), ...u16(0x100), ...zeros(10), ...matrix, ...zeros(24), ...u32(2)), // prettier-ignore
      ...box(
        'trak',
        ...wide('tkhd', 3, ...zeros(16), ...u32(1), ...zeros(4), ...total.flatMap(u32), ...zeros(16), ...matrix, ...u32(width * 65536), ...u32(height * 65536)), // prettier-ignore
        ...box('edts', ...wide('elst', loop === 1 ? 0 : 1, ...u32(1), ...u32(0), ...u32(once), ...zeros(8), ...u32(0x10000))), // prettier-ignore
        ...box(
          'mdia',
          ...full('mdhd', 0, ...zeros(8), ...u32(1000), ...u32(once), ...u16(0x55c4), ...zeros(2)),
          ...full('hdlr', 0, ...zeros(4), ...text('pict'), ...zeros(13)),
          ...box('minf', ...full('vmhd', 1, ...zeros(8)), ...box('dinf', ...data), ...table(offset)),
        ),
      ),
    );
  const type = box('ftyp', ...text('avis'), ...u32(0), ...['avis', 'msf1', 'miaf', 'iso8'].flatMap(text));
  const offset = type.length + movie(0).length + 8;
  return Uint8Array.from([...type, ...movie(offset), ...box('mdat', ...samples.flatMap((one) => [...one]))]);
}

/** Of the first box by these names. */
function bodyOf(bytes: Uint8Array, names: readonly string[]): Uint8Array {
  const found = boxAt(new Bytes(bytes), names);
  if (!found) throw new Error(`Expected a box at ${names.join('/')}.`);
  return bytes.subarray(found.body, found.end);
}

/** No transformation (ISO/IEC 14496-12, 8.2.2). */
const matrix = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x4000_0000].flatMap(u32);
