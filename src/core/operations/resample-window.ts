import type Vips from 'wasm-vips';
import type { Rect, Size } from '../geometry/geometry';
import { piped } from './handles';
import type { Kernel } from './operation';
import { enlarged, gap, shrinkOf, tolerancePx, type Axis } from './resample';

export interface Windowed {
  readonly source: Size;
  /** Of the source, in pixels. */
  readonly window: Rect;
  /** What the window becomes. */
  readonly size: Size;
  readonly kernel: Kernel;
}

/**
 * Resamples a window of the image, edges to edges, as if the whole image were resampled and then cut: the kernel sees
 * what lies around the window, and the border's pixels beyond the image.
 * @param image Of size `source`, or shrunk by decoding, as `resample` takes it.
 * @returns a new handle.
 */
export function resampleWindow(
  vips: typeof Vips,
  image: Vips.Image,
  { source, window, size, kernel }: Windowed,
): Vips.Image {
  const shrink = shrinkOf(image, source);
  const across = { start: window.x0 / shrink, extent: (window.x1 - window.x0) / shrink, length: size.width };
  const down = { start: window.y0 / shrink, extent: (window.y1 - window.y0) / shrink, length: size.height };
  const smaller = (axis: Axis) => kernel !== 'nearest' && axis.extent > axis.length;
  return piped(
    image,
    (one) => (smaller(down) ? reduced(one, down, kernel, 'down') : one.copy()),
    (one) => (smaller(across) ? reduced(one, across, kernel, 'across') : one.copy()),
    (one) => {
      const x = smaller(across) ? done(across) : across;
      const y = smaller(down) ? done(down) : down;
      return isWhole(x) && isWhole(y)
        ? one.extractArea(x.start, y.start, x.length, y.length)
        : enlarged(vips, one, x, y, kernel);
    },
  );
}

const done = ({ length }: Axis): Axis => ({ start: 0, extent: length, length });

const isWhole = ({ start, extent, length }: Axis) => extent === length && Number.isInteger(start);

/** More than the widest kernel reaches: three pixels of the result on either side, and libvips' box filter before it. */
const reachPx = 5;

function reduced(image: Vips.Image, axis: Axis, kernel: Kernel, along: 'across' | 'down'): Vips.Image {
  const { from, to, skip, factor } = centred(axis);
  const { width, height } = image;
  return along === 'across'
    ? piped(
        image,
        (one) => one.embed(-from, 0, to - from, height, { extend: 'copy' }),
        (one) => one.reduceh(factor, { kernel, gap }),
        (one) => one.extractArea(skip, 0, axis.length, height),
      )
    : piped(
        image,
        (one) => one.embed(0, -from, width, to - from, { extend: 'copy' }),
        (one) => one.reducev(factor, { kernel, gap }),
        (one) => one.extractArea(0, skip, width, axis.length),
      );
}

/**
 * Whole pixels `[from, to)` around the window, so that the middle of what they are reduced to, where `reduceh` and
 * `reducev` lay it, falls where the window's pixels begin `skip` pixels after its start. The middle of a window in whole
 * pixels does; one in fractions, after a shrunk decode, is drawn out on one side until it does.
 */
function centred({ start, extent, length }: Axis): { from: number; to: number; skip: number; factor: number } {
  const factor = extent / length;
  let best = { middles: 0, more: 0, off: Infinity };
  for (let more = 0; more < 2048; more++) {
    // Both middles are at whole or half pixels.
    const exact = 2 * start + (length + more) * factor;
    const off = Math.abs(exact - Math.round(exact)) / 2 / factor;
    if (off < best.off) best = { middles: Math.round(exact), more, off };
    if (off <= tolerancePx) break;
  }
  for (let from = Math.floor(start - reachPx * factor); ; from--) {
    const to = best.middles - from;
    const pixels = Math.floor((to - from) / factor + 0.5);
    const margins = pixels - length - best.more;
    if (margins % 2 === 0) return { from, to, skip: margins / 2, factor };
  }
}
