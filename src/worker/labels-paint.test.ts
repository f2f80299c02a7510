import fc from 'fast-check';
import { packLabels, unpackLabels } from '../core/dataset/packed-labels';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseRecipe } from '../core/recipe/parse';
import { processItem } from './process';
import { nodeVips } from './testing/node-vips';
import { anyPainted, apart, boundsIn, labelsOf, paintRules, pictureOf, seenIn, type Painted } from './testing/painted';
import { decoded, pngOf } from './testing/raster';
import { libvipsAlone, limits } from './testing/run';
import type { VipsLibrary } from './vips';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

const recipes = 300;
/** Drawn, so that so many can be measured. */
const drawnRecipes = 340;
/** Smaller is too little to measure: kernels are wider. */
const leastPx = 4;

interface Seen {
  readonly painted: Painted;
  /** How far a box may be off: half a pixel after one step, one after more. */
  readonly most: number;
  readonly by: Record<'box' | 'polygon' | 'mask', number | null>;
}

/** How far labels are from where the colours are, one for each recipe whose blob can still be measured. */
async function offsets(many: number, seed: number, shift = 0): Promise<readonly Seen[]> {
  const found: Seen[] = [];
  for (const painted of fc.sample(anyPainted, { numRuns: many, seed })) {
    const picture = pictureOf(painted);
    const worked = await processItem(libvipsAlone(vips), pngOf(vips, picture, painted.orientation), {
      path: 'in',
      recipe: parseRecipe({ version: 1, steps: painted.steps, output: { format: 'png', compression: 1 } }),
      limits,
      labels: { image: packLabels(labelsOf(painted)), rules: paintRules, frame: 'stored' },
    });
    if (worked.status !== 'done') {
      expect(worked.code).toMatch(/step-failed|no-object/);
      continue;
    }
    const [output] = worked.outputs;
    if (!output?.labels) throw new Error('Expected an output with labels.');
    const raster = decoded(vips, new Uint8Array(output.bytes));
    const told = boundsIn(unpackLabels(output.labels.labels));
    const { box } = told;
    const seen = seenIn(raster, box ?? nowhere);
    const isSmall = box !== null && (box.x1 - box.x0 < leastPx || box.y1 - box.y0 < leastPx);
    if (isSmall || (box === null && seen === null)) continue;
    const where = seen ?? nowhere;
    const off = (rect: typeof box) => rect && apart({ ...rect, x0: rect.x0 + shift, x1: rect.x1 + shift }, where);
    found.push({
      painted,
      most: painted.steps.length === 1 ? 0.5 : 1,
      by: { box: off(told.box), polygon: off(told.polygon), mask: off(told.mask) },
    });
  }
  return found;
}

const nowhere = { x0: NaN, y0: NaN, x1: NaN, y1: NaN };

describe('labels lie where their colours are', () => {
  it(`after ${recipes} drawn recipes of up to five steps: boxes, polygons and masks`, async () => {
    const found = (await offsets(drawnRecipes, 1)).slice(0, recipes);
    expect(found).toHaveLength(recipes);
    for (const { painted, most, by } of found) {
      const recipe = JSON.stringify(painted);
      expect(by.box, recipe).toBeLessThan(most);
      expect(by.polygon, recipe).toBeLessThan(most);
      // Whole pixels, chosen by their centres at each step.
      expect(by.mask, recipe).toBeLessThan(1 + painted.steps.length);
    }
  });

  it('or the test would see it: labels that are one pixel off are told', async () => {
    const found = await offsets(80, 2, 1);
    const told = found.filter(({ most, by }) => (by.box ?? 0) >= most);
    expect(told.length).toBeGreaterThan(found.length / 3);
  });
});
