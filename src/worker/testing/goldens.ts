import { beforeAll, expect, it } from 'vitest';
import type { Step } from '../../core/operations/operation';
import type { VipsLibrary } from '../vips';
import { difference } from './difference';
import { nodeVips } from './node-vips';
import type { Raster } from './raster';
import { through } from './run';

/** One row: a picture through one step, and what a plain second way makes of it. */
export interface Golden {
  /** A sentence: what comes of it, and when. */
  readonly name: string;
  readonly picture: Raster;
  readonly step: Step;
  readonly expected: Raster;
  /** Not given: every sample is the very same. In levels of 8 bits; `share` of the samples lie within `within`. */
  readonly near?: { readonly within: number; readonly share: number; readonly mean: number };
}

/** Runs the rows of a table, each from a lossless file to a lossless file through the worker's own way. */
export function goldens(cases: readonly Golden[]): void {
  let vips: VipsLibrary;
  beforeAll(async () => {
    vips = await nodeVips();
  });

  it.each(cases)('$name', async ({ picture, step, expected, near = { within: 0, share: 1, mean: 0 } }) => {
    const apart = difference(await through(vips, picture, [step]), expected, near.within);
    expect(apart.mean).toBeLessThanOrEqual(near.mean);
    expect(apart.share).toBeGreaterThanOrEqual(near.share);
  });
}
