import type { Plane } from './luma';

/** Wang, Bovik, Sheikh, Simoncelli 2004: an 11 × 11 Gaussian window of σ 1.5, K₁ 0.01, K₂ 0.03, on 0 to 255. */
const radius = 5;
const gaussian = normalised(
  Float64Array.from({ length: 2 * radius + 1 }, (_, i) => Math.exp(-((i - radius) ** 2) / 4.5)),
);
const c1 = (0.01 * 255) ** 2;
const c2 = (0.03 * 255) ** 2;

/** Mean structural similarity of two planes of one size, over all windows that lie wholly inside; 1 where they are equal. */
export function ssim(one: Plane, other: Plane): number {
  const { width, height } = one;
  if (other.width !== width || other.height !== height)
    throw new RangeError(`Expected ${width} × ${height} px, received ${other.width} × ${other.height}.`);
  if (Math.min(width, height) <= 2 * radius)
    throw new RangeError(`Expected sides of 11 px and more, received ${width} × ${height}.`);
  const [a, b] = [one.values, other.values];
  const meanA = blurred(width, height, a);
  const meanB = blurred(width, height, b);
  const squareA = blurred(width, height, multiplied(a, a));
  const squareB = blurred(width, height, multiplied(b, b));
  const product = blurred(width, height, multiplied(a, b));
  let sum = 0;
  for (let i = 0; i < meanA.length; i++) {
    const [ma, mb] = [meanA[i]!, meanB[i]!];
    const varianceA = squareA[i]! - ma * ma;
    const varianceB = squareB[i]! - mb * mb;
    const covariance = product[i]! - ma * mb;
    sum += ((2 * ma * mb + c1) * (2 * covariance + c2)) / ((ma * ma + mb * mb + c1) * (varianceA + varianceB + c2));
  }
  return sum / meanA.length;
}

function multiplied(a: Float32Array, b: Float32Array): Float64Array {
  const result = new Float64Array(a.length);
  for (let i = 0; i < result.length; i++) result[i] = a[i]! * b[i]!;
  return result;
}

/** One weight after another over whole rows: the order in which engines are fast. */
function blurred(width: number, height: number, values: Float32Array | Float64Array): Float64Array {
  const inner = width - 2 * radius;
  const rows = new Float64Array(inner * height);
  for (let y = 0; y < height; y++) {
    const to = y * inner;
    for (let k = 0; k < gaussian.length; k++) {
      const weight = gaussian[k]!;
      const from = y * width + k;
      for (let x = 0; x < inner; x++) rows[to + x]! += weight * values[from + x]!;
    }
  }
  const result = new Float64Array(inner * (height - 2 * radius));
  for (let k = 0; k < gaussian.length; k++) {
    const weight = gaussian[k]!;
    const from = k * inner;
    for (let i = 0; i < result.length; i++) result[i]! += weight * rows[from + i]!;
  }
  return result;
}

function normalised(weights: Float64Array): Float64Array {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
