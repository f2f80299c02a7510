/** ln 2 in two parts: the first has its last 21 bits clear, so a whole number of up to 21 bits times it is exact (fdlibm). */
const ln2High = 6.93147180369123816490e-1; // prettier-ignore
const ln2Low = 1.90821492927058770002e-10; // prettier-ignore

/** e to the power of `x`, the same bits in every engine; within 1e-15 of it, relatively, where the result is normal. */
export function exp(x: number): number {
  if (!(x < 710)) return x + (x > 0 ? Infinity : 0);
  if (x < -746) return 0;
  const twos = Math.round(x / (ln2High + ln2Low));
  const rest = x - twos * ln2High - twos * ln2Low;
  // Taylor's series from its far end: the rest is 0.35 at most, so that the nineteenth term is below a last bit.
  let sum = 1;
  for (let term = 18; term > 0; term--) sum = 1 + (rest * sum) / term;
  return scaled(sum, twos);
}

/** The natural logarithm, the same bits in every engine; within 1e-15 of it, relatively. `x` is finite. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  let mantissa = x;
  let twos = 0;
  for (; mantissa >= Math.SQRT2; twos++) mantissa /= 2;
  for (; mantissa < Math.SQRT1_2; twos--) mantissa *= 2;
  // ln m = 2 artanh((m − 1) ÷ (m + 1)); the quotient is 0.172 at most.
  const part = (mantissa - 1) / (mantissa + 1);
  const square = part * part;
  let sum = 0;
  for (let odd = 25; odd > 0; odd -= 2) sum = sum * square + 1 / odd;
  return twos * ln2High + (2 * part * sum + twos * ln2Low);
}

/** Times a power of two, by doubling: exact until it leaves the range of normal numbers. */
function scaled(value: number, twos: number): number {
  let result = value;
  for (let left = twos; left > 0; left--) result *= 2;
  for (let left = twos; left < 0; left++) result /= 2;
  return result;
}

/**
 * Sine and cosine of an angle in degrees, the same bits in every engine, within 1e-15; exact at whole quarter turns.
 * `degrees` is finite.
 */
export function sinCos(degrees: number): { readonly sin: number; readonly cos: number } {
  const quarters = Math.round(degrees / 90);
  // Half a quarter at most is left, so that both series end within a last bit.
  const x = ((degrees - quarters * 90) * Math.PI) / 180;
  const square = x * x;
  let [sin, cos] = [1, 1];
  for (let term = 18; term > 0; term -= 2) {
    sin = 1 - (square * sin) / (term * (term + 1));
    cos = 1 - (square * cos) / (term * (term - 1));
  }
  sin *= x;
  switch (((quarters % 4) + 4) % 4) {
    case 0:
      return { sin, cos };
    case 1:
      return { sin: cos, cos: -sin };
    case 2:
      return { sin: -sin, cos: -cos };
    default:
      return { sin: -cos, cos: sin };
  }
}
