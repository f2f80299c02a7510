// Filters by Pillow's formulas (src/libImaging/Resample.c), as functions of the distance in output pixels. Mitchell and
// Netravali, "Reconstruction Filters in Computer Graphics" (1988), with B = C = 1/3; Lanczos 2 as Lanczos 3.
// Their own sine, since the library's would be compiled in, and engines would differ in the last bits of the host's.

export const NEAREST: i32 = 0;
export const BOX: i32 = 1;
export const LINEAR: i32 = 2;
export const HAMMING: i32 = 3;
export const CUBIC: i32 = 4;
export const MITCHELL: i32 = 5;
export const LANCZOS2: i32 = 6;
export const LANCZOS3: i32 = 7;

/** The distance from which on a filter is zero. */
export function supportOf(kernel: i32): f64 {
  let support = 3.0;
  if (kernel === BOX) support = 0.5;
  else if (kernel === LINEAR || kernel === HAMMING) support = 1.0;
  else if (kernel !== LANCZOS3) support = 2.0;
  return support;
}

// One exit on purpose: of an early `return f(t)` the optimiser makes a branch whose value is computed before the test.
export function valueOf(kernel: i32, t: f64): f64 {
  let value: f64;
  if (kernel === LANCZOS3) value = lanczos(t, 3.0);
  else if (kernel === CUBIC) value = cubic(abs(t));
  else if (kernel === LINEAR) value = max(1.0 - abs(t), 0.0);
  else if (kernel === LANCZOS2) value = lanczos(t, 2.0);
  else if (kernel === MITCHELL) value = mitchell(abs(t));
  else if (kernel === HAMMING) value = hamming(abs(t));
  else value = t > -0.5 && t <= 0.5 ? 1.0 : 0.0;
  return value;
}

function lanczos(t: f64, lobes: f64): f64 {
  return t >= -lobes && t < lobes ? sinc(t) * sinc(t / lobes) : 0.0;
}

function cubic(x: f64): f64 {
  const a = -0.5;
  if (x < 1.0) return ((a + 2.0) * x - (a + 3.0)) * x * x + 1.0;
  if (x < 2.0) return (((x - 5.0) * x + 8.0) * x - 4.0) * a;
  return 0.0;
}

function mitchell(x: f64): f64 {
  if (x < 1.0) return ((7.0 * x - 12.0) * x * x + 16.0 / 3.0) / 6.0;
  if (x < 2.0) return (((-7.0 / 3.0) * x + 12.0) * x * x - 20.0 * x + 32.0 / 3.0) / 6.0;
  return 0.0;
}

/** Its constants are singles in Pillow. */
function hamming(x: f64): f64 {
  return x < 1.0 ? sinc(x) * (<f64>(<f32>0.54) + <f64>(<f32>0.46) * sinPi(x + 0.5)) : 0.0;
}

function sinc(t: f64): f64 {
  return t === 0.0 ? 1.0 : sinPi(t) / (Math.PI * t);
}

/** sin(πt): ten terms of the series reach the last bits of a double, at most π/2 from zero. */
function sinPi(t: f64): f64 {
  const n = nearest(t);
  const x = (t - n) * Math.PI;
  const s = x * x;
  let sum = 1.0 / 51090942171709440000.0;
  sum = sum * s - 1.0 / 121645100408832000.0;
  sum = sum * s + 1.0 / 355687428096000.0;
  sum = sum * s - 1.0 / 1307674368000.0;
  sum = sum * s + 1.0 / 6227020800.0;
  sum = sum * s - 1.0 / 39916800.0;
  sum = sum * s + 1.0 / 362880.0;
  sum = sum * s - 1.0 / 5040.0;
  sum = sum * s + 1.0 / 120.0;
  sum = sum * s - 1.0 / 6.0;
  sum = sum * s + 1.0;
  return (<i32>n) & 1 ? -x * sum : x * sum;
}
