import type { Bytes } from './bytes';

/** Where something lies in a file, half-open. */
export interface Span {
  readonly body: number;
  readonly end: number;
}

/** A box of an ISO base media file (ISO/IEC 14496-12, 4.2): HEIF's, AVIF's and JPEG 2000's files are made of them. */
export interface Box extends Span {
  readonly name: string;
  /** Where its size stands, in front of its body. */
  readonly at: number;
}

/** As many as are looked at in one body: real files have some tens. */
const mostBoxes = 10_000;

/** The boxes in a body one after another; the last one ends where the body does, if it says to end behind it. */
export function* boxesIn(file: Bytes, { body, end }: Span): Generator<Box, void, undefined> {
  const stop = Math.min(end, file.length);
  for (let at = body, seen = 0; at + 8 <= stop && seen < mostBoxes; seen++) {
    const short = file.u32(at);
    const isLong = short === 1;
    const size = isLong ? file.u32(at + 8) * 0x1_0000_0000 + file.u32(at + 12) : short === 0 ? stop - at : short;
    const head = isLong ? 16 : 8;
    if (size < head) return;
    const ends = Math.min(at + size, stop);
    yield { name: nameAt(file, at + 4), at, body: at + head, end: ends };
    at = ends;
  }
}

/** The first box of a name in a body; null for none. */
export function boxIn(file: Bytes, span: Span, name: string): Box | null {
  for (const box of boxesIn(file, span)) if (box.name === name) return box;
  return null;
}

/** The first box behind these names, each inside of the one before, from the file itself down; null for none. */
export function boxAt(file: Bytes, names: readonly string[], from: Span = wholeOf(file)): Box | null {
  const [name, ...rest] = names;
  if (name === undefined) return null;
  const box = boxIn(file, from, name);
  return box && rest.length > 0 ? boxAt(file, rest, insideOf(box)) : box;
}

/** Where the boxes inside of a box lie: `meta` has a version in front of them (8.11.1). */
export function insideOf(box: Box): Span {
  return box.name === 'meta' ? { body: box.body + 4, end: box.end } : box;
}

export function wholeOf(file: Bytes): Span {
  return { body: 0, end: file.length };
}

export function nameAt(file: Bytes, at: number): string {
  return String.fromCharCode(file.u8(at), file.u8(at + 1), file.u8(at + 2), file.u8(at + 3));
}
