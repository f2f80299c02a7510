import { beforeAll, describe, expect, it } from 'vitest';
import { processItem } from '../../worker/process';
import { nodeVips } from '../../worker/testing/node-vips';
import { noise } from '../../worker/testing/pictures';
import { decoded, pngOf } from '../../worker/testing/raster';
import { moved } from '../../worker/testing/reference';
import { libvipsAlone, limits } from '../../worker/testing/run';
import type { VipsLibrary } from '../../worker/vips';
import { keepAll } from '../dataset/label-rules';
import { labelOf, noLabels, shapeOf, type Label } from '../dataset/labels';
import { packLabels, unpackLabels } from '../dataset/packed-labels';
import { ringsOf } from '../geometry/rings';
import type { Orientation } from '../header/header';
import { parseRecipe } from '../recipe/parse';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

const picture = noise(40, 30);
const boxed = labelOf(0, [{ kind: 'box', at: Float64Array.of(4.5, 3, 14, 9.25) }]);
const outlined = labelOf(1, [{ kind: 'polygon', rings: ringsOf([[20, 20, 30, 21, 25, 28]]) }]);

interface Setting {
  readonly labels?: readonly Label[];
  readonly steps?: readonly { readonly op: string; readonly [key: string]: unknown }[];
  readonly orientation?: Orientation;
}

function run(params: object, { labels = [boxed, outlined], steps = [], orientation = 1 }: Setting = {}) {
  return processItem(libvipsAlone(vips), pngOf(vips, picture, orientation), {
    path: 'in',
    recipe: parseRecipe({
      version: 1,
      steps: [...steps, { op: 'crop-to-boxes', ...params }],
      output: { format: 'png' },
    }),
    limits,
    labels: { image: packLabels({ ...noLabels, labels }), rules: keepAll, frame: 'upright' },
  });
}

describe('crops to boxes', () => {
  it('are whole pixels around each object, with its own label in them', async () => {
    const worked = await run({});
    if (worked.status !== 'done') throw new Error(worked.detail);
    const [first, second, ...others] = worked.outputs;
    expect(others).toEqual([]);
    expect([first?.suffix, second?.suffix]).toEqual(['-b0', '-b1']);
    const expected = moved(picture, 10, 7, (x, y) => [x + 4, y + 3]);
    expect(decoded(vips, new Uint8Array(first!.bytes)).data).toEqual(expected.data);
    expect([...shapeOf(unpackLabels(first!.labels!.labels).labels[0]!, 'box')!.at]).toEqual([0.5, 0, 10, 6.25]);
    expect([second?.width, second?.height]).toEqual([10, 8]);
  });

  it('follow what the steps before have moved', async () => {
    const worked = await run({}, { labels: [boxed], steps: [{ op: 'flip', axis: 'horizontal' }] });
    if (worked.status !== 'done') throw new Error(worked.detail);
    const expected = moved(picture, 10, 7, (x, y) => [13 - x, y + 3]);
    expect(decoded(vips, new Uint8Array(worked.outputs[0]!.bytes)).data).toEqual(expected.data);
  });

  it('of labels drawn on the upright image are found in stored pixels', async () => {
    // Upside down: the box of the upright image lies at the other corner of the stored one.
    const worked = await run({}, { labels: [boxed], orientation: 3 });
    if (worked.status !== 'done') throw new Error(worked.detail);
    const expected = moved(picture, 10, 7, (x, y) => [x + 26, y + 20]);
    expect(decoded(vips, new Uint8Array(worked.outputs[0]!.bytes)).data).toEqual(expected.data);
  });

  it('grow by a margin as far as the image goes', async () => {
    const worked = await run({ margin: 0.5 }, { labels: [boxed] });
    if (worked.status !== 'done') throw new Error(worked.detail);
    // From 4.5 − 4.75 and 3 − 3.125, cut; to 14 + 4.75 and 9.25 + 3.125, outwards.
    expect([worked.outputs[0]?.width, worked.outputs[0]?.height]).toEqual([19, 13]);
  });

  it.each([
    [{ minSide: 9 }, { labels: [boxed] }, 'at least 9 px'],
    [{}, { labels: [] }, 'at least 1 px'],
  ])('leave an image aside that has no object of their size, and say so: %j of %j', async (params, own, told) => {
    const worked = await run(params, own);
    expect(worked).toMatchObject({ status: 'skipped', code: 'no-object' });
    expect(worked.status === 'skipped' && worked.detail).toContain(told);
  });
});
