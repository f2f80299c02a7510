import type { Mask } from '../../core/geometry/mask';

/**
 * COCO's compressed runs as text, as `rleToString` of cocoapi's maskApi.c writes them: from the third on each as its
 * difference from the one before last; five bits a character, least first, the sixth bit for "more", 48 added.
 */
export function compressRuns(runs: Uint32Array): string {
  let text = '';
  for (let at = 0; at < runs.length; at++) {
    let value = (runs[at] ?? 0) - (at > 2 ? (runs[at - 2] ?? 0) : 0);
    for (let more = true; more;) {
      let bits = value & 0x1f;
      value >>= 5;
      more = bits & 0x10 ? value !== -1 : value !== 0;
      if (more) bits |= 0x20;
      text += String.fromCharCode(bits + 48);
    }
  }
  return text;
}

/** Runs of such a text; null where it is none. */
export function expandRuns(text: string): Uint32Array | null {
  const runs: number[] = [];
  for (let at = 0; at < text.length;) {
    let value = 0;
    let shift = 0;
    for (let more = true; more; shift += 5) {
      const bits = text.charCodeAt(at++) - 48;
      if (!(bits >= 0 && bits < 64) || shift > 30) return null;
      value |= (bits & 0x1f) << shift;
      more = (bits & 0x20) !== 0;
      if (!more && bits & 0x10 && shift + 5 < 32) value |= -1 << (shift + 5);
    }
    if (runs.length > 2) value += runs.at(-2) ?? 0;
    if (value < 0) return null;
    runs.push(value);
  }
  return Uint32Array.from(runs);
}

/** Whether runs fill an image of this size exactly. */
export function fills({ size, runs }: Mask): boolean {
  let sum = 0;
  for (const run of runs) sum += run;
  return sum === size.width * size.height;
}
