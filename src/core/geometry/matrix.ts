import type { AffineMatrix, ProjectiveMatrix } from './geometry';

/** An affine matrix with its third row. */
export function projectiveOf([a, b, c, d, e, f]: AffineMatrix): ProjectiveMatrix {
  return [a, b, c, d, e, f, 0, 0, 1];
}

/** First `second`, then `first`: as matrices are written. */
export function times(first: AffineMatrix, second: AffineMatrix): AffineMatrix {
  const [a, b, c, d, e, f] = first;
  const [g, h, i, j, k, l] = second;
  return [a * g + b * j, a * h + b * k, a * i + b * l + c, d * g + e * j, d * h + e * k, d * i + e * l + f];
}

/** The way back, as the adjugate over the determinant; places of a flat map come out infinite. */
export function inverse([a, b, c, d, e, f, g, h, i]: ProjectiveMatrix): ProjectiveMatrix {
  const [p, q, r] = [e * i - f * h, c * h - b * i, b * f - c * e];
  const [s, t, u] = [f * g - d * i, a * i - c * g, c * d - a * f];
  const [v, w, x] = [d * h - e * g, b * g - a * h, a * e - b * d];
  const det = a * p + b * s + c * v;
  return [p / det, q / det, r / det, s / det, t / det, u / det, v / det, w / det, x / det];
}

/**
 * The map from the corners of a `width` × `height` rectangle, clockwise from the top left, to four places (Heckbert 1989,
 * section 2.2.3). They must be corners of a convex quadrilateral.
 */
export function toQuad(width: number, height: number, quad: readonly (readonly [number, number])[]): ProjectiveMatrix {
  const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = quad as readonly [Place, Place, Place, Place]; // Four corners.
  const [dx1, dx2, sx] = [x1 - x2, x3 - x2, x0 - x1 + x2 - x3];
  const [dy1, dy2, sy] = [y1 - y2, y3 - y2, y0 - y1 + y2 - y3];
  const det = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / det;
  const h = (dx1 * sy - sx * dy1) / det;
  return [
    (x1 - x0 + g * x1) / width,
    (x3 - x0 + h * x3) / height,
    x0,
    (y1 - y0 + g * y1) / width,
    (y3 - y0 + h * y3) / height,
    y0,
    g / width,
    h / height,
    1,
  ];
}

type Place = readonly [number, number];
