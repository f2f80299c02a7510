import { beforeAll, describe, expect, it } from 'vitest';
import { at, decoded, drawn, pngOf, type Raster } from '../../worker/testing/raster';
import { nodeVips } from '../../worker/testing/node-vips';
import { noise } from '../../worker/testing/pictures';
import { output } from '../../worker/testing/run';
import type { VipsLibrary } from '../../worker/vips';
import { readHeader } from '../header/read';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

/** Upright, 3 × 2 px: a b c over d e f. */
const a = 10;
const b = 60;
const c = 110;
const d = 160;
const e = 210;
const f = 250;
const upright = [
  [a, b, c],
  [d, e, f],
];

/** How the file stores it, by EXIF 2.32's table: which side of the picture row 0 and column 0 are. */
const stored = {
  1: { sides: 'row 0 is the top, column 0 the left', rows: upright },
  2: {
    sides: 'row 0 is the top, column 0 the right',
    rows: [
      [c, b, a],
      [f, e, d],
    ],
  },
  3: {
    sides: 'row 0 is the bottom, column 0 the right',
    rows: [
      [f, e, d],
      [c, b, a],
    ],
  },
  4: {
    sides: 'row 0 is the bottom, column 0 the left',
    rows: [
      [d, e, f],
      [a, b, c],
    ],
  },
  5: {
    sides: 'row 0 is the left, column 0 the top',
    rows: [
      [a, d],
      [b, e],
      [c, f],
    ],
  },
  6: {
    sides: 'row 0 is the right, column 0 the top',
    rows: [
      [c, f],
      [b, e],
      [a, d],
    ],
  },
  7: {
    sides: 'row 0 is the right, column 0 the bottom',
    rows: [
      [f, c],
      [e, b],
      [d, a],
    ],
  },
  8: {
    sides: 'row 0 is the left, column 0 the bottom',
    rows: [
      [d, a],
      [e, b],
      [f, c],
    ],
  },
} as const;

describe.each([1, 2, 3, 4, 5, 6, 7, 8] as const)('orientation %i', (orientation) => {
  const { sides, rows } = stored[orientation];

  it(`turns a file upright in which ${sides}`, async () => {
    const file = pngOf(vips, ofRows(rows), orientation);
    expect(readHeader(file).header?.orientation).toBe(orientation);
    const { bytes } = await output(vips, file, { steps: [{ op: 'auto-orient' }], output: { format: 'png' } });
    const result = new Uint8Array(bytes);
    expect(rowsOf(decoded(vips, result))).toEqual(upright);
    expect(readHeader(result).header?.orientation).toBe(1);
  });

  it('is turned once alone, however often the step stands there', async () => {
    const steps = [{ op: 'auto-orient' }, { op: 'auto-orient' }];
    const { bytes } = await output(vips, pngOf(vips, ofRows(rows), orientation), { steps, output: { format: 'png' } });
    expect(rowsOf(decoded(vips, new Uint8Array(bytes)))).toEqual(upright);
  });
});

it('gives the very pixels of an upright file back, with alpha and 16 bits', async () => {
  const picture = noise(9, 5, 4, 16);
  const { bytes } = await output(vips, pngOf(vips, picture, 1), {
    steps: [{ op: 'auto-orient' }],
    output: { format: 'png' },
  });
  expect(decoded(vips, new Uint8Array(bytes))).toEqual(picture);
});

function ofRows(rows: readonly (readonly number[])[]): Raster {
  const shape = { width: rows[0]?.length ?? 0, height: rows.length, bands: 1, depth: 8 } as const;
  return drawn(shape, (x, y) => rows[y]?.[x] ?? NaN);
}

function rowsOf(raster: Raster): number[][] {
  return Array.from({ length: raster.height }, (_, y) =>
    Array.from({ length: raster.width }, (_, x) => at(raster, x, y)),
  );
}
