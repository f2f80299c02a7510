import type { Geometry, Size } from '../geometry/geometry';
import { unmoved } from '../geometry/geometry';
import type Vips from 'wasm-vips';
import { piped } from './handles';
import type { Access, Fill, Kernel, Treatment } from './operation';
import { ready } from './paint';
import { resample } from './resample';

/** An image resampled to a size and laid on a canvas: what resize and letterbox plan. */
export interface Fitted {
  readonly source: Size;
  /** What the whole source is resampled to, whole pixels. */
  readonly scaled: Size;
  /** Of the result. */
  readonly size: Size;
  /** Where `scaled` begins in the result: negative where it is cut, positive where it is padded. */
  readonly left: number;
  readonly top: number;
  readonly kernel: Kernel;
  readonly fill: Fill;
}

/** Edges keep to edges: the source's right edge lands on the right edge of `scaled`. */
export function fittedGeometry({ source, scaled, size, left, top }: Fitted): Geometry {
  if (isSame(scaled, source) && isSame(size, source)) return unmoved(size);
  const a = scaled.width / source.width;
  const d = scaled.height / source.height;
  return {
    size,
    map: { kind: 'affine', matrix: [a, 0, left, 0, d, top] },
    clip: {
      x0: Math.max(0, -left / a),
      y0: Math.max(0, -top / d),
      x1: Math.min(source.width, (size.width - left) / a),
      y1: Math.min(source.height, (size.height - top) / d),
    },
    edge: 'constant',
  };
}

export const fittedAccess = (_plan: Fitted): Access => 'rows';

/** Nothing is mixed by `nearest`, nor where the size stays. */
export function fittedPixels({ source, scaled, kernel }: Fitted): Treatment {
  return kernel === 'nearest' || isSame(source, scaled) ? 'moved' : 'resampled';
}

export function fittedMoves({ kernel, fill }: Fitted): { kernel: Kernel; fill: Fill } {
  return { kernel, fill };
}

/**
 * A step that changes nothing hands a shrunk image on, and one that scales makes up for the shrinking; what pads or cuts
 * alone, or scales one side alone, counts in pixels of the whole image.
 */
export function fittedAcceptsShrunk({ source, scaled, size }: Fitted): boolean {
  if (isSame(scaled, source)) return isSame(size, source);
  return Math.max(scaled.width / source.width, scaled.height / source.height) !== 1;
}

/** @param image May be shrunk by decoding, where `fittedAcceptsShrunk` says so. */
export function applyFitted(vips: typeof Vips, image: Vips.Image, plan: Fitted): Vips.Image {
  const { source, scaled, size, left, top, kernel, fill } = plan;
  if (isSame(scaled, source) && isSame(size, source)) return image.copy();
  const x = Math.max(0, -left);
  const y = Math.max(0, -top);
  const seen = { width: Math.min(scaled.width - x, size.width), height: Math.min(scaled.height - y, size.height) };
  return piped(
    image,
    (one) => resample(vips, one, source, scaled, kernel),
    (one) => (isSame(seen, scaled) ? one.copy() : one.extractArea(x, y, seen.width, seen.height)),
    (one) => {
      if (isSame(seen, size)) return one.copy();
      const { image: canvas, background } = ready(vips, one, fill, fittedPixels(plan) === 'resampled');
      try {
        return canvas.embed(Math.max(0, left), Math.max(0, top), size.width, size.height, {
          extend: 'background',
          background,
        });
      } finally {
        canvas.delete();
      }
    },
  );
}

function isSame(one: Size, other: Size): boolean {
  return one.width === other.width && one.height === other.height;
}
