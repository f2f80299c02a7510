import fc from 'fast-check';
import { expect } from 'vitest';
import { packLabels, unpackLabels } from '../../core/dataset/packed-labels';
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
  /** Of the drawn recipe, among those of its seed. */
  readonly index: number;
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
  for (const [index, painted] of fc.sample(paintedShapes(steps), { numRuns: many, seed }).entries()) {
    const worked = await processItem(libvipsAlone(vips), pngOf(vips, shapesPicture(painted)), {
      path: 'in',
      recipe: parseRecipe({ version: 1, steps: painted.steps, output: { format: 'png', compression: 1 } }),
      limits,
      labels: { image: packLabels(shapesLabels(painted)), rules: paintRules, frame: 'stored' },
    });
    if (worked.status !== 'done') throw new Error(`Expected an output, received ${worked.code}: ${worked.detail}`);
    for (const output of worked.outputs) {
      if (!output.labels) throw new Error('Expected an output with labels.');
      const raster = decoded(vips, new Uint8Array(output.bytes));
      found.push({ index, painted, off: measured(raster, unpackLabels(output.labels.labels)) });
    }
  }
  return found;
}

type Kind = keyof Measured;

/** What is near: boxes and keypoints within a pixel, shapes over each other but for a fiftieth. */
const bounds: Readonly<Record<Kind, (off: number) => boolean>> = {
  box: (px) => px < 1,
  rectangle: (overlap) => overlap > 0.98,
  polygon: (overlap) => overlap > 0.98,
  mask: (overlap) => overlap > 0.98,
  keypoint: (px) => px < 1,
};

/** Every label is near its colour, or it is told which is not, and after what. */
export function expectNear(found: readonly Offset[]): void {
  const far = found.flatMap(({ index, painted, off }) =>
    kindsOf(off).flatMap(([kind, value]) =>
      bounds[kind](value) ? [] : [`${index}: ${kind} ${value} after ${JSON.stringify(painted)}`],
    ),
  );
  expect(far).toEqual([]);
}

/** How many labels of each kind could be measured, and the worst of them. */
export function figuresOf(found: readonly Offset[]): string {
  const kinds = Object.keys(bounds) as Kind[]; // No others.
  return kinds
    .map((kind) => {
      const values = found.flatMap(({ index, off }) => (off[kind] === null ? [] : [{ index, value: off[kind] }]));
      const isDistance = kind === 'box' || kind === 'keypoint';
      const [worst] = values.toSorted((one, other) => (isDistance ? other.value - one.value : one.value - other.value));
      return `${values.length} of ${kind}, the worst ${worst?.value.toFixed(4)} (${worst?.index})`;
    })
    .join('; ');
}

function kindsOf(off: Measured): (readonly [Kind, number])[] {
  const kinds = Object.keys(bounds) as Kind[]; // No others.
  return kinds.flatMap((kind) => (off[kind] === null ? [] : [[kind, off[kind]] as const]));
}
