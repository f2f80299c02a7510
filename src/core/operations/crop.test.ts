import { beforeAll, describe, expect, it } from 'vitest';
import { goldens, type Golden } from '../../worker/testing/goldens';
import { nodeVips } from '../../worker/testing/node-vips';
import { noise } from '../../worker/testing/pictures';
import { pngOf, type Raster } from '../../worker/testing/raster';
import { moved } from '../../worker/testing/reference';
import { processed } from '../../worker/testing/run';
import type { VipsLibrary } from '../../worker/vips';

const picture = noise(11, 7);

/** The rows and columns of a picture that lie in a window. */
const cut = (from: Raster, left: number, top: number, width: number, height: number) =>
  moved(from, width, height, (x, y) => [left + x, top + y]);

/** Left and top of a window of 4 × 2 px in 11 × 7 px: of the 7 and 5 px of room, the odd one goes right and down. */
const placed = [
  ['center', 3, 2],
  ['top', 3, 0],
  ['top-right', 7, 0],
  ['right', 7, 2],
  ['bottom-right', 7, 5],
  ['bottom', 3, 5],
  ['bottom-left', 0, 5],
  ['left', 0, 2],
  ['top-left', 0, 0],
] as const;

const cases: Golden[] = [
  {
    name: 'A crop in pixels keeps the window',
    picture,
    step: { op: 'crop', left: 2, top: 1, width: 5, height: 3 },
    expected: cut(picture, 2, 1, 5, 3),
  },
  {
    name: 'A crop that begins left of and above the image is cut to it',
    picture,
    step: { op: 'crop', left: -3, top: -2, width: 5, height: 4 },
    expected: cut(picture, 0, 0, 2, 2),
  },
  {
    name: 'A crop that ends beyond the image is cut to it',
    picture,
    step: { op: 'crop', left: 9, top: 5, width: 50, height: 50 },
    expected: cut(picture, 9, 5, 2, 2),
  },
  {
    name: 'A crop in fractions rounds its edges to the nearest pixel, halves up',
    picture,
    // 0.25 · 11 = 2.75 → 3, 0.75 · 11 = 8.25 → 8; 0.5 · 7 = 3.5 → 4, 1 · 7 = 7.
    step: { op: 'crop', unit: 'fraction', left: 0.25, top: 0.5, width: 0.5, height: 0.5 },
    expected: cut(picture, 3, 4, 5, 3),
  },
  {
    name: 'A crop in fractions without a place lies in the middle',
    picture,
    // 0.5 · 11 = 5.5 → 6, room 5; 0.5 · 7 = 3.5 → 4, room 3.
    step: { op: 'crop', unit: 'fraction', width: 0.5, height: 0.5 },
    expected: cut(picture, 2, 1, 6, 4),
  },
  {
    name: 'A crop of a tiny fraction leaves one pixel',
    picture,
    step: { op: 'crop', unit: 'fraction', left: 0.5, top: 0.5, width: 0.001, height: 0.001 },
    expected: cut(picture, 6, 4, 1, 1),
  },
  {
    name: 'A crop in fractions that meets the image by less than half a pixel at its end leaves one pixel',
    picture: noise(1, 2),
    step: { op: 'crop', unit: 'fraction', left: 0.9, top: 0.9, width: 0.5, height: 0.5 },
    expected: cut(noise(1, 2), 0, 1, 1, 1),
  },
  {
    name: 'A crop in fractions that meets the image by less than half a pixel at its start leaves one pixel',
    picture,
    step: { op: 'crop', unit: 'fraction', left: -0.5, top: -0.5, width: 0.52, height: 0.52 },
    expected: cut(picture, 0, 0, 1, 1),
  },
  {
    name: 'A crop larger than the image gives the very image back',
    picture,
    step: { op: 'crop', width: 500, height: 500 },
    expected: picture,
  },
  {
    name: 'A crop keeps alpha and 16 bits',
    picture: noise(9, 9, 4, 16),
    step: { op: 'crop', left: 8, top: 0, width: 1, height: 9 },
    expected: cut(noise(9, 9, 4, 16), 8, 0, 1, 9),
  },
  ...placed.map(([align, left, top]) => ({
    name: `A crop aligned ${align} begins at ${left}, ${top}`,
    picture,
    step: { op: 'crop', width: 4, height: 2, align },
    expected: cut(picture, left, top, 4, 2),
  })),
];

goldens(cases);

describe('a window outside', () => {
  let vips: VipsLibrary;
  beforeAll(async () => {
    vips = await nodeVips();
  });

  it.each([
    { left: 11, top: 0 },
    { left: 0, top: 7 },
    { left: -4, top: 0 },
    { left: 0, top: -2 },
  ])('fails the item with step-failed when it begins at $left, $top', async (place) => {
    const steps = [{ op: 'crop', width: 4, height: 2, ...place }];
    const worked = await processed(vips, pngOf(vips, picture), { steps });
    expect(worked).toMatchObject({ status: 'failed', code: 'step-failed' });
    expect(worked).toHaveProperty('detail', expect.stringContaining(`from ${place.left}, ${place.top} of 4 × 2 px`));
  });
});
