import fc from 'fast-check';
import { expect } from 'vitest';
import { parseRecipe } from '../../core/recipe/parse';
import type { Step } from '../../core/operations/operation';
import { processItem } from '../process';
import type { VipsLibrary } from '../vips';
import { paintRules } from './painted';
import {
  measured,
  paintedShapes,
  shapesLabels,
  shapesPicture,
  type Measured,
  type PaintedShapes,
} from './painted-shapes';
import { decoded, pngOf } from './raster';
import { libvipsAlone, limits } from './run';

export interface Offset {
  readonly painted: PaintedShapes;
  readonly off: Measured;
}

/** How far labels are from their colours after drawn recipes, one for each output; a fan-out gives several. */
export async function offsetsAfter(
  vips: VipsLibrary,
  steps: fc.Arbitrary<readonly Step[]>,
  { many, seed }: { readonly many: number; readonly seed: number },
): Promise<readonly Offset[]> {
  const found: Offset[] = [];
  for (const painted of fc.sample(paintedShapes(steps), { numRuns: many, seed })) {
    const worked = await processItem(libvipsAlone(vips), pngOf(vips, shapesPicture(painted)), {
      path: 'in',
      recipe: parseRecipe({ version: 1, steps: painted.steps, output: { format: 'png', compression: 1 } }),
      limits,
      labels: { image: shapesLabels(painted), rules: paintRules, frame: 'stored' },
    });
    if (worked.status !== 'done') throw new Error(`Expected an output, received ${worked.code}: ${worked.detail}`);
    for (const output of worked.outputs) {
      if (!output.labels) throw new Error('Expected an output with labels.');
      found.push({ painted, off: measured(decoded(vips, new Uint8Array(output.bytes)), output.labels.labels) });
    }
  }
  return found;
}

/** The worst of one kind over all that could be measured. */
const worst = (found: readonly Offset[], kind: keyof Offset['off'], pick: (...all: number[]) => number) =>
  pick(...found.flatMap(({ off }) => off[kind] ?? []));

/** Boxes and keypoints within a pixel, shapes over each other but for a fiftieth. */
export function expectNear(found: readonly Offset[]): void {
  expect(worst(found, 'box', Math.max)).toBeLessThan(1);
  expect(worst(found, 'rectangle', Math.min)).toBeGreaterThan(0.98);
  expect(worst(found, 'polygon', Math.min)).toBeGreaterThan(0.98);
  expect(worst(found, 'mask', Math.min)).toBeGreaterThan(0.98);
  expect(worst(found, 'keypoint', Math.max)).toBeLessThan(1);
}
