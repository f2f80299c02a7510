import { beforeAll, expect, it } from 'vitest';
import { nodeVips } from '../testing/node-vips';
import { noise } from '../testing/pictures';
import { withPngChunk } from '../testing/png-chunk';
import { pngOf } from '../testing/raster';
import { processed } from '../testing/run';
import type { VipsLibrary } from '../vips';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

async function notesOf(frames: number | null, input: Readonly<Record<string, unknown>>) {
  const plain = pngOf(vips, noise(6, 4));
  const file = frames === null ? plain : withPngChunk(plain, 'acTL', [0, 0, 0, frames, 0, 0, 0, 0]);
  const worked = await processed(vips, file, { input, output: { format: 'png' } });
  expect(worked.status).toBe('done');
  return worked.notes.filter(({ code }) => code === 'frames-unread');
}

it('an animated PNG whose frames are wanted says that the first picture is read', async () => {
  expect(await notesOf(3, { frames: 'all' })).toEqual([
    { code: 'frames-unread', detail: 'The animated PNG has 3 frames, of which the first picture is read.' },
  ]);
});

it.each([
  ['a still PNG', null, { frames: 'all' }],
  ['one of a single frame', 1, { frames: { every: 2 } }],
  ['one whose first picture is wanted', 3, {}],
])('%s says nothing of frames', async (_, frames, input) => {
  expect(await notesOf(frames, input)).toEqual([]);
});
