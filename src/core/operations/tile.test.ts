import { beforeAll, describe, expect, it } from 'vitest';
import { nodeVips } from '../../worker/testing/node-vips';
import { noise } from '../../worker/testing/pictures';
import { moved } from '../../worker/testing/reference';
import { decoded, pngOf } from '../../worker/testing/raster';
import { libvipsAlone, limits } from '../../worker/testing/run';
import { processItem } from '../../worker/process';
import type { VipsLibrary } from '../../worker/vips';
import { keepAll } from '../dataset/label-rules';
import { labelOf, noLabels, shapeOf } from '../dataset/labels';
import type { Encoded } from '../dataset/outcome';
import { packLabels, unpackLabels } from '../dataset/packed-labels';
import { parseRecipe } from '../recipe/parse';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

const picture = noise(50, 40);
/** One object across the two upper tiles of 30 px, with a fifth of it in the right one, and one at the lower left. */
const boxes = [
  [5, 2, 30, 12],
  [2, 32, 8, 38],
];

async function tiles(params: object, labelled = true): Promise<readonly Encoded[]> {
  const labels = boxes.map((at, id) => labelOf(0, [{ kind: 'box', at: Float64Array.from(at) }], { id }));
  const worked = await processItem(libvipsAlone(vips), pngOf(vips, picture), {
    path: 'in',
    recipe: parseRecipe({ version: 1, steps: [{ op: 'tile', ...params }], output: { format: 'png' } }),
    limits,
    ...(labelled && {
      labels: { image: packLabels({ ...noLabels, labels }), rules: keepAll, frame: 'stored' as const },
    }),
  });
  if (worked.status !== 'done') throw new Error(worked.detail);
  return worked.outputs;
}

const found = (outputs: readonly Encoded[]) =>
  outputs.map(({ suffix, labels }) => [
    suffix,
    ...(labels ? unpackLabels(labels.labels).labels : []).map((label) => [
      label.id,
      ...(shapeOf(label, 'box')?.at ?? []),
    ]),
  ]);

const quarters = { width: 25, height: 20 };

describe('tiles', () => {
  it('are the image’s own pixels, row by row, and each has its part of the labels', async () => {
    const outputs = await tiles(quarters);
    outputs.forEach(({ bytes }, index) => {
      const [left, top] = [index % 2 === 0 ? 0 : 25, index < 2 ? 0 : 20];
      const expected = moved(picture, 25, 20, (x, y) => [x + left, y + top]);
      expect(decoded(vips, new Uint8Array(bytes)).data).toEqual(expected.data);
    });
    expect(found(outputs)).toEqual([
      ['-t0', [0, 5, 2, 25, 12]],
      ['-t1', [0, 0, 2, 5, 12]],
      ['-t2', [1, 2, 12, 8, 18]],
      ['-t3'],
    ]);
  });

  it('leave out a label of which they show too little, and count it', async () => {
    const outputs = await tiles({ ...quarters, minVisibility: 0.5 });
    expect(found(outputs)[1]).toEqual(['-t1']);
    expect(outputs[1]?.labels?.drops).toContainEqual({ at: 0, class: 0, reason: 'min-visibility' });
    expect(found(outputs)[0]).toEqual(['-t0', [0, 5, 2, 25, 12]]);
  });

  it('without a label go where none is kept, as tiles that show too little of one do', async () => {
    expect(found(await tiles({ ...quarters, keepEmpty: 0 })).map(([suffix]) => suffix)).toEqual(['-t0', '-t1', '-t2']);
    const strict = await tiles({ ...quarters, keepEmpty: 0, minVisibility: 0.5 });
    expect(found(strict).map(([suffix]) => suffix)).toEqual(['-t0', '-t2']);
    expect(await tiles({ ...quarters, keepEmpty: 0 }, false)).toHaveLength(4);
  });

  it('stay by chance where a part of the empty ones is kept', async () => {
    const small = { width: 2, height: 2 };
    const all = (await tiles(small)).length;
    const none = (await tiles({ ...small, keepEmpty: 0 })).length;
    const half = (await tiles({ ...small, keepEmpty: 0.5 })).length;
    expect(all).toBe(500);
    expect(Math.abs((half - none) / (all - none) - 0.5)).toBeLessThan(0.1);
  });

  it('overlap by at least their part, and the last ones end at the border', async () => {
    const outputs = await tiles({ width: 20, height: 40, overlap: 0.25 });
    // Every 15 px: 0, 15, and 30 for the border.
    expect(outputs.map(({ suffix, width, height }) => [suffix, width, height])).toEqual([
      ['-t0', 20, 40],
      ['-t1', 20, 40],
      ['-t2', 20, 40],
    ]);
    const last = moved(picture, 20, 40, (x, y) => [x + 30, y]);
    expect(decoded(vips, new Uint8Array(outputs[2]!.bytes)).data).toEqual(last.data);
  });

  it('of an image that is smaller are the image alone, without a suffix', async () => {
    const [only, ...others] = await tiles({ width: 64, height: 64 });
    expect(others).toEqual([]);
    expect([only?.suffix, only?.width, only?.height]).toEqual(['', 50, 40]);
  });
});
