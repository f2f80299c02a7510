import type { Plane } from './luma';

/**
 * Resamples in floating point with lanczos3, widened by the factor of shrinking, both axes in full: no box before it, as
 * faster resamplers put. Source (x + ½) · w / w′ − ½; weights add up to 1; edges use what is inside.
 */
export function lanczos3(source: Plane, width: number, height: number): Plane {
  const across = weightsFor(source.width, width);
  const middle = new Float32Array(width * source.height);
  for (let y = 0; y < source.height; y++) {
    const row = y * source.width;
    for (let x = 0; x < width; x++) {
      const { first, weights } = across[x]!;
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += weights[k]! * source.values[row + first + k]!;
      middle[y * width + x] = sum;
    }
  }
  const values = new Float32Array(width * height);
  weightsFor(source.height, height).forEach(({ first, weights }, y) => {
    for (let k = 0; k < weights.length; k++) {
      const row = (first + k) * width;
      const weight = weights[k]!;
      for (let x = 0; x < width; x++) values[y * width + x]! += weight * middle[row + x]!;
    }
  });
  return { width, height, values };
}

interface Weights {
  readonly first: number;
  readonly weights: Float64Array;
}

function weightsFor(from: number, to: number): Weights[] {
  const scale = from / to;
  const widened = Math.max(1, scale);
  return Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * scale - 0.5;
    const first = Math.max(0, Math.ceil(centre - 3 * widened));
    const last = Math.min(from - 1, Math.floor(centre + 3 * widened));
    const weights = Float64Array.from({ length: last - first + 1 }, (_, k) => lanczos((first + k - centre) / widened));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { first, weights: weights.map((weight) => weight / sum) };
  });
}

function lanczos(x: number): number {
  if (x === 0) return 1;
  if (Math.abs(x) >= 3) return 0;
  const t = Math.PI * x;
  return (3 * Math.sin(t) * Math.sin(t / 3)) / (t * t);
}
