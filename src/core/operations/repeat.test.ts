import { beforeAll, expect, it } from 'vitest';
import { difference } from '../../worker/testing/difference';
import { nodeVips } from '../../worker/testing/node-vips';
import { noise, scenery } from '../../worker/testing/pictures';
import { decoded, pngOf, type Raster } from '../../worker/testing/raster';
import { moved } from '../../worker/testing/reference';
import { processed, through } from '../../worker/testing/run';
import type { VipsLibrary } from '../../worker/vips';
import type { Step } from './operation';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

const picture = noise(11, 7);

/** Every output by its suffix. */
async function copies(source: Raster, ...steps: readonly Step[]): Promise<Map<string, Raster>> {
  const worked = await processed(vips, pngOf(vips, source), { steps, output: { format: 'png', compression: 1 } });
  if (worked.status !== 'done') throw new Error(`Expected outputs, received ${worked.code}: ${worked.detail}`);
  return new Map(worked.outputs.map(({ suffix, bytes }) => [suffix, decoded(vips, new Uint8Array(bytes))]));
}

const repeat = (count: number, ...steps: readonly Step[]): Step => ({ op: 'repeat', copies: count, steps });
const flip: Step = { op: 'flip', axis: 'horizontal' };
const crop: Step = { op: 'random-crop', width: 12, height: 9 };

it('Copies go through their own steps, and then each through those that follow', async () => {
  const found = await copies(picture, flip, repeat(3, { op: 'flip', axis: 'vertical' }), { op: 'rotate', angle: 180 });
  expect([...found.keys()].sort()).toEqual(['-0', '-1', '-2']);
  for (const one of found.values()) expect(difference(one, picture).worst).toBe(0);
});

it('Copies without steps are the image, as often as asked for', async () => {
  const found = await copies(picture, repeat(2));
  expect([...found.keys()].sort()).toEqual(['-0', '-1']);
  for (const one of found.values()) expect(difference(one, picture).worst).toBe(0);
});

it('One copy is the image, and has no name of its own', async () => {
  expect(difference(await through(vips, picture, [repeat(1)]), picture).worst).toBe(0);
});

it('Copies that draw differ, and come out again to the byte', async () => {
  const source = scenery(60, 40);
  const found = await copies(source, repeat(4, crop, { op: 'brightness', factor: [0.5, 1.5] }));
  const texts = [...found.values()].map(({ data }) => Buffer.from(data).toString('hex'));
  expect(new Set(texts).size).toBe(4);
  expect(await copies(source, repeat(4, crop, { op: 'brightness', factor: [0.5, 1.5] }))).toEqual(found);
});

it('Copies of copies, some of which no step follows, all come out', async () => {
  const found = await copies(picture, repeat(2, repeat(8, { op: 'random-apply', p: 0.5, steps: [flip] })));
  expect(found.size).toBe(16);
  const mirrored = moved(picture, 11, 7, (x, y) => [10 - x, y]);
  const kinds = [...found.values()].map((one) =>
    difference(one, picture).worst === 0 ? 'same' : difference(one, mirrored).worst === 0 ? 'mirrored' : 'other',
  );
  expect(new Set(kinds)).toEqual(new Set(['same', 'mirrored']));
});

it('An image of one pixel has copies too', async () => {
  expect((await copies(noise(1, 1), repeat(3, crop))).size).toBe(3);
});
