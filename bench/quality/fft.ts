/** Complex numbers in rows; both sides are powers of two. */
export interface Spectrum {
  readonly width: number;
  readonly height: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * Discrete Fourier transform in place, without a factor (J. Cooley and J. Tukey, "An algorithm for the machine calculation
 * of complex Fourier series", 1965): along the rows, then along the columns.
 */
export function transform({ width, height, re, im }: Spectrum): void {
  for (let y = 0; y < height; y++)
    line(re.subarray(y * width, (y + 1) * width), im.subarray(y * width, (y + 1) * width));
  const [columnRe, columnIm] = [new Float64Array(height), new Float64Array(height)];
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) {
      columnRe[y] = re[y * width + x]!;
      columnIm[y] = im[y * width + x]!;
    }
    line(columnRe, columnIm);
    for (let y = 0; y < height; y++) {
      re[y * width + x] = columnRe[y]!;
      im[y * width + x] = columnIm[y]!;
    }
  }
}

function line(re: Float64Array, im: Float64Array): void {
  const count = re.length;
  for (let i = 1, j = 0; i < count; i++) {
    // Adds 1 to `j` with its bits read backwards.
    let bit = count >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    [re[i], re[j]] = [re[j]!, re[i]!];
    [im[i], im[j]] = [im[j]!, im[i]!];
  }
  for (let size = 2; size <= count; size *= 2) {
    const half = size / 2;
    for (let k = 0; k < half; k++) {
      const [cos, sin] = [Math.cos((-2 * Math.PI * k) / size), Math.sin((-2 * Math.PI * k) / size)];
      for (let at = k; at < count; at += size) {
        const to = at + half;
        const [a, b] = [re[to]! * cos - im[to]! * sin, re[to]! * sin + im[to]! * cos];
        re[to] = re[at]! - a;
        im[to] = im[at]! - b;
        re[at]! += a;
        im[at]! += b;
      }
    }
  }
}
