import type { Plane } from './luma';

/**
 * By how many pixels one plane lies beside another of the same size, along x and y: the shift that explains most of the
 * difference by the first's slopes (B. Lucas and T. Kanade, "An iterative image registration technique", IJCAI 1981, one
 * step over the whole plane). Right for what is small against the picture's detail, about a pixel.
 */
export function shiftBetween(one: Plane, other: Plane): { readonly x: number; readonly y: number } {
  const { width, height, values: a } = one;
  const b = other.values;
  if (other.width !== width || other.height !== height)
    throw new RangeError(`Expected ${width} × ${height} px, received ${other.width} × ${other.height}.`);
  let [xx, xy, yy, xd, yd] = [0, 0, 0, 0, 0];
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      // Of both, so that what the two differ by in sharpness does not count as a shift.
      const across = (a[i + 1]! - a[i - 1]! + b[i + 1]! - b[i - 1]!) / 4;
      const down = (a[i + width]! - a[i - width]! + b[i + width]! - b[i - width]!) / 4;
      const apart = a[i]! - b[i]!;
      xx += across * across;
      xy += across * down;
      yy += down * down;
      xd += across * apart;
      yd += down * apart;
    }
  const determinant = xx * yy - xy * xy;
  // A plane without detail along some direction cannot be said to lie anywhere.
  if (determinant <= 1e-9 * xx * yy || determinant === 0) return { x: 0, y: 0 };
  return { x: (yy * xd - xy * yd) / determinant, y: (xx * yd - xy * xd) / determinant };
}
