import { beforeAll, describe, expect, it } from 'vitest';
import type { OnLabelError } from '../core/dataset/label-checks';
import { keepAll } from '../core/dataset/label-rules';
import { labelOf, noLabels, shapeOf, type ImageLabels } from '../core/dataset/labels';
import { packLabels, unpackLabels } from '../core/dataset/packed-labels';
import { parseRecipe } from '../core/recipe/parse';
import type { ItemLabels, SentLabels } from './api';
import { checked } from './checked';
import { processItem } from './process';
import { nodeVips } from './testing/node-vips';
import { noise } from './testing/pictures';
import { pngOf } from './testing/raster';
import { headerOf, libvipsAlone, limits } from './testing/run';
import type { VipsLibrary } from './vips';

const size = { width: 40, height: 20 };
const labelsAt = (...boxes: number[][]): ImageLabels => ({
  ...noLabels,
  labels: boxes.map((at, index) => labelOf(index, [{ kind: 'box', at: Float64Array.from(at) }])),
});
const itemLabels = (image: ImageLabels, onError: OnLabelError, frame: ItemLabels['frame'] = 'upright'): ItemLabels => ({
  image,
  frame,
  rules: keepAll,
  checks: { onError, unnamed: new Set(), keypoints: new Map() },
});
const good = [2, 2, 9, 9];
const outside = [50, 2, 60, 9];
const flat = [3, 3, 8, 3];

const sent = (labels: ItemLabels): SentLabels => ({ ...labels, image: packLabels(labels.image) });

describe('an image with two wrong labels of three', () => {
  let vips: VipsLibrary;
  beforeAll(async () => {
    vips = await nodeVips();
  });

  const run = (onError: OnLabelError) =>
    processItem(libvipsAlone(vips), pngOf(vips, noise(40, 20)), {
      path: 'a.png',
      recipe: parseRecipe({ version: 1, steps: [{ op: 'crop-to-boxes' }] }),
      limits,
      labels: sent(itemLabels(labelsAt(outside, good, flat), onError)),
    });

  it('is made as its labels are, and they are told, with `keep`', async () => {
    const worked = await run('keep');
    expect(worked.wrong?.map(({ code, label }) => [code, label])).toEqual([
      ['outside-image', 0],
      ['no-area', 2],
    ]);
    expect(worked.status).toBe('done');
  });

  it('is made without them with `drop`: no step sees them', async () => {
    const worked = await run('drop');
    const outputs = worked.status === 'done' ? worked.outputs : [];
    expect(outputs).toMatchObject([{ width: 7, height: 7 }]);
    expect(unpackLabels(outputs[0]!.labels!.labels).labels.map((label) => label.class)).toEqual([1]);
    expect(worked.wrong).toHaveLength(2);
  });

  it('fails with `fail`, with the sentence of the first and how many more', async () => {
    const worked = await run('fail');
    expect(worked).toMatchObject({ status: 'failed', code: 'wrong-labels', width: 40 });
    expect(worked.status === 'failed' && worked.detail).toMatch(
      /^Expected label 0 within 40 × 20 pixels, found it from 50, 2 to 60, 9\. There is 1 more\. Mend them/,
    );
    expect(worked.wrong).toHaveLength(2);
  });
});

describe('the frame that labels are held against', () => {
  const codes = (frame: ItemLabels['frame'], orientation: 1 | 3 | 6, stated: ImageLabels['stated'] = null) => {
    const labels = itemLabels({ ...labelsAt([1, 1, 19, 39]), stated }, 'keep', frame);
    return checked(sent(labels), headerOf(size, orientation)).wrong.map(({ code }) => code);
  };

  it('lies on its side where the tag turns the image and labels are read as shown', () => {
    expect(codes('upright', 6)).toEqual([]);
    expect(codes('stored', 6)).toEqual(['over-border']);
    expect(codes('upright', 1)).toEqual(['over-border']);
    expect(codes('upright', 3)).toEqual(['over-border']);
  });

  it('is told where the label file states the size of the other one', () => {
    expect(codes('upright', 6, size)).toEqual(['frame-mismatch']);
    expect(codes('upright', 6, { width: 20, height: 40 })).toEqual([]);
    expect(codes('stored', 6, { width: 20, height: 40 })).toEqual(['frame-mismatch', 'over-border']);
  });
});

it('labels that nobody asked to look at are left alone', () => {
  const { checks: _, ...labels } = itemLabels(labelsAt(outside), 'drop');
  const { labels: same, wrong } = checked(sent(labels), headerOf(size, 1));
  expect(wrong).toEqual([]);
  expect(shapeOf(same.image.labels[0]!, 'box')!.at[0]).toBe(50);
});
