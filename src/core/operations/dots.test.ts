import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { anyOrientation, anySize, anyStepOf } from '../../worker/testing/arbitrary';
import { centre, sent, sentRect } from '../../worker/testing/centre';
import { draws } from '../../worker/testing/draws';
import { nodeVips } from '../../worker/testing/node-vips';
import { box } from '../../worker/testing/pictures';
import { geometries, through } from '../../worker/testing/run';
import type { VipsLibrary } from '../../worker/vips';
import { ItemError } from '../errors';
import type { Orientation } from '../header/header';
import type { Geometry, Rect, Size } from '../geometry/geometry';
import { operations } from './index';
import type { Step } from './operation';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

async function planned(size: Size, step: Step, orientation: Orientation): Promise<Geometry | undefined> {
  try {
    return (await geometries(size, [step], orientation))[0];
  } catch (error) {
    // A window that misses the image has no places.
    if (error instanceof ItemError && error.code === 'step-failed') return fc.pre(false) as never;
    throw error;
  }
}

/** By how much the two sides of the source are scaled. */
function scales({ map }: Geometry): { across: number; down: number } {
  if (map.kind !== 'affine') return { across: 1, down: 1 };
  const [a, b, , d, e] = map.matrix;
  return { across: Math.hypot(a, d), down: Math.hypot(b, e) };
}

/** A dot that is still seen when the picture shrinks: one pixel, or as many as one pixel of the result is made of. */
function dotIn(size: Size, geometry: Geometry, [u, v]: Place): Rect {
  const { across, down } = scales(geometry);
  const width = Math.min(size.width, Math.max(1, Math.ceil(1 / across)));
  const height = Math.min(size.height, Math.max(1, Math.ceil(1 / down)));
  const x0 = Math.floor(u * (size.width - width + 1));
  const y0 = Math.floor(v * (size.height - height + 1));
  return { x0, y0, x1: x0 + width, y1: y0 + height };
}

const within = (inner: Rect, outer: Rect) =>
  inner.x0 >= outer.x0 && inner.y0 >= outer.y0 && inner.x1 <= outer.x1 && inner.y1 <= outer.y1;

const apart = (one: Rect, other: Rect) =>
  one.x1 <= other.x0 || one.x0 >= other.x1 || one.y1 <= other.y0 || one.y0 >= other.y1;

/** Where a dot lies, in fractions of what room there is. */
type Place = readonly [number, number];

const fraction = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const where = fc.tuple(fraction, fraction);

async function lands(size: Size, step: Step, place: Place, orientation: Orientation): Promise<void> {
  const geometry = await planned(size, step, orientation);
  if (!geometry) throw new Error('Expected one geometry.');
  const dot = dotIn(size, geometry, place);
  const result = await through(vips, box({ ...size, bands: 3, depth: 8 }, dot), [step], orientation);
  // Reflected and replicated borders show the dot again: only what the source itself covers is looked at.
  const seen = sentRect(geometry, geometry.clip);
  const found = centre(result, seen);
  const lies = `${JSON.stringify(dot)} of ${JSON.stringify(size)} by ${JSON.stringify(step)}`;
  const [x, y] = sent(geometry, (dot.x0 + dot.x1) / 2, (dot.y0 + dot.y1) / 2);
  if (within(dot, geometry.clip) && !isCut(geometry, x, y)) {
    expect(found, lies).not.toBeNull();
    const allowed = allowedPx(dot, geometry);
    expect(Math.abs((found?.x ?? NaN) - x), lies).toBeLessThanOrEqual(allowed);
    expect(Math.abs((found?.y ?? NaN) - y), lies).toBeLessThanOrEqual(allowed);
  }
  if (apart(dot, reach(geometry))) expect(found, lies).toBeNull();
}

/** Whether the border of the result may have cut a dot that was sent there. */
function isCut(geometry: Geometry, x: number, y: number): boolean {
  const { size, clip } = geometry;
  const { x0, y0, x1, y1 } = sentRect(geometry, clip);
  const tiny = 1e-6;
  if (x0 > -tiny && y0 > -tiny && x1 < size.width + tiny && y1 < size.height + tiny) return false;
  return x < 2.5 || y < 2.5 || x > size.width - 2.5 || y > size.height - 2.5;
}

/**
 * Half a pixel of the result. Where a picture grows, its border pixels are drawn out beneath the kernel, and the light of
 * a dot at the border, or at that of a window, spreads to one side: there it is a tenth of a pixel of the source.
 */
function allowedPx(dot: Rect, geometry: Geometry): number {
  const { across, down } = scales(geometry);
  const { x0, y0, x1, y1 } = geometry.clip;
  const roomX = Math.min(dot.x0 - x0, x1 - dot.x1);
  const roomY = Math.min(dot.y0 - y0, y1 - dot.y1);
  // Where a view shrinks, nothing is averaged: a dot of one pixel may be told by one or two of its neighbours.
  const least = geometry.map.kind === 'projective' || geometry.map.kind === 'dense' ? 0.75 : 0.5;
  return Math.max(least, roomX < 2 ? across / 10 : 0, roomY < 2 ? down / 10 : 0);
}

/** What of the source the result may know of: a kernel's feet reach over a cut that is made after resampling. */
function reach(geometry: Geometry): Rect {
  const { clip } = geometry;
  const { across, down } = scales(geometry);
  const feet = (scale: number) => (scale === 1 ? 0 : 4 * Math.max(1, 1 / scale));
  const [x, y] = [feet(across), feet(down)];
  return { x0: clip.x0 - x, y0: clip.y0 - y, x1: clip.x1 + x, y1: clip.y1 + y };
}

describe('a dot lands within half a pixel of where the geometry sends it, and what is cut is gone', () => {
  it.each(operations.map(({ id }) => id))('by %s', async (id) => {
    const steps = anyStepOf[id];
    if (!steps) throw new Error(`Expected steps of "${id}" to draw from: the operation is new here.`);
    await fc.assert(fc.asyncProperty(anySize, steps, where, anyOrientation, lands), draws(25));
  });
});
