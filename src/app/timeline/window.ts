/** The stretch of time on the screen, in milliseconds. */
export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The shortest stretch that says anything: a message between two threads takes a tenth of it. */
const shortestMs = 1;

/** Zooms by `factor` (above 1: closer) so that what is at `at` (0 to 1 of the width) stays there; never beyond `whole`. */
export function zoomed(shown: Window, whole: Window, factor: number, at: number): Window {
  const length = shown.toMs - shown.fromMs;
  const next = Math.min(whole.toMs - whole.fromMs, Math.max(shortestMs, length / factor));
  const fixed = shown.fromMs + at * length;
  return within({ fromMs: fixed - at * next, toMs: fixed + (1 - at) * next }, whole);
}

/** Moves by a share of what is shown; positive is later. */
export function panned(shown: Window, whole: Window, share: number): Window {
  const by = (shown.toMs - shown.fromMs) * share;
  return within({ fromMs: shown.fromMs + by, toMs: shown.toMs + by }, whole);
}

/** Shifted into `whole`, the length kept where it fits. */
function within({ fromMs, toMs }: Window, whole: Window): Window {
  const length = Math.min(toMs - fromMs, whole.toMs - whole.fromMs);
  const from = Math.min(Math.max(fromMs, whole.fromMs), whole.toMs - length);
  return { fromMs: from, toMs: from + length };
}

/** Round places for an axis's marks, `most` at the most: 1, 2 or 5 times a power of ten apart. */
export function marks({ fromMs, toMs }: Window, originMs: number, most: number): number[] {
  const rough = (toMs - fromMs) / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((times) => times * power >= rough) ?? 10) * power;
  const places: number[] = [];
  for (let at = Math.ceil((fromMs - originMs) / step) * step; at <= toMs - originMs; at += step) places.push(at);
  return places;
}
