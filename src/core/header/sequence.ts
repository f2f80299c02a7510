import { boxAt, boxesIn, boxIn, insideOf, nameAt, wholeOf, type Box } from './boxes';
import type { Bytes } from './bytes';

/** How the frames of an animation follow each other. */
export interface Pace {
  /** Milliseconds that each frame is shown. */
  readonly delays: readonly number[];
  /** How often all are shown; 0 for ever. */
  readonly loop: number;
}

/** As many frames as are told of. */
const mostFrames = 100_000;

/**
 * The pace of an image sequence (AVIF, HEIF) by the boxes of its first track of pictures; null where it has none. What has
 * no edit list goes on for ever, as browsers play it.
 */
export function sequencePace(file: Bytes): Pace | null {
  const track = pictureTrack(file);
  const clock = track && boxAt(file, ['mdia', 'mdhd'], track);
  const times = track && boxAt(file, ['mdia', 'minf', 'stbl', 'stts'], track);
  if (!clock || !times) return null;
  const ticksPerSecond = file.u32(clock.body + (file.u8(clock.body) === 1 ? 20 : 12));
  const delays = durations(file, times).map((ticks) => Math.round((1000 * ticks) / ticksPerSecond));
  return ticksPerSecond > 0 && delays.length > 0 ? { delays, loop: loopOf(file, track) } : null;
}

/** The first track that is shown: its alpha is one of its own, of the handler `auxv`. */
export function pictureTrack(file: Bytes): Box | null {
  const movie = boxIn(file, wholeOf(file), 'moov');
  if (!movie) return null;
  for (const track of boxesIn(file, insideOf(movie))) {
    const handler = track.name === 'trak' ? boxAt(file, ['mdia', 'hdlr'], track) : null;
    if (handler && ['pict', 'vide'].includes(nameAt(file, handler.body + 8))) return track;
  }
  return null;
}

/** ISO/IEC 14496-12, 8.6.1.2: runs of frames that last as many ticks. */
function durations(file: Bytes, { body, end }: Box): number[] {
  const ticks: number[] = [];
  const runs = file.u32(body + 4);
  for (let i = 0, at = body + 8; i < runs && at + 8 <= end; i++, at += 8) {
    const frames = Math.min(file.u32(at), mostFrames - ticks.length);
    for (let frame = 0; frame < frames; frame++) ticks.push(file.u32(at + 4));
  }
  return ticks;
}

/** ISO/IEC 14496-12, 8.6.6: a list that repeats (flag 1) fills the duration of its track, which has no end if that is all ones. */
function loopOf(file: Bytes, track: Box): number {
  const list = boxAt(file, ['edts', 'elst'], track);
  if (!list) return 0;
  if ((file.u8(list.body + 3) & 1) === 0) return 1;
  const head = boxIn(file, track, 'tkhd');
  if (!head) return 0;
  const [whole, isEndless] = durationAt(file, head.body, file.u8(head.body) === 1 ? 28 : 20);
  const [once] = durationAt(file, list.body, 8);
  return isEndless || once === 0 ? 0 : Math.max(1, Math.ceil(whole / once));
}

/** Of 64 bits in version 1 of a box, else of 32. */
function durationAt(file: Bytes, body: number, offset: number): readonly [ticks: number, isAllOnes: boolean] {
  const [high, low] = [file.u32(body + offset), file.u32(body + offset + 4)];
  const ones = 0xffff_ffff;
  return file.u8(body) === 1 ? [high * 0x1_0000_0000 + low, high === ones && low === ones] : [high, high === ones];
}
