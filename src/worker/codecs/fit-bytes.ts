/** A file, and whether it is as small as was asked for. */
export interface Fitted {
  readonly bytes: Uint8Array;
  readonly quality: number;
  readonly isMissed: boolean;
}

/**
 * The file of the highest quality up to `quality` that has `maxBytes` at most, found by bisection: seven tries. Where
 * even quality 1 is larger, that one, told as missed.
 * @param write May be called several times; the same quality gives the same bytes.
 */
export function fitBytes(maxBytes: number, quality: number, write: (quality: number) => Uint8Array): Fitted {
  let bytes = write(quality);
  if (bytes.length <= maxBytes) return { bytes, quality, isMissed: false };
  // Between what is known to fit (or 0) and what is known not to.
  let [low, high] = [0, quality];
  let best: { readonly bytes: Uint8Array; readonly quality: number } | null = null;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    bytes = write(middle);
    if (bytes.length <= maxBytes) {
      best = { bytes, quality: middle };
      low = middle;
    } else high = middle;
  }
  if (best) return { ...best, isMissed: false };
  return { bytes: high === 1 && quality > 1 ? bytes : write(1), quality: 1, isMissed: true };
}
