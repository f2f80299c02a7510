import { expect, it } from 'vitest';
import { nodeMagick } from './testing/node-magick';
import { noise } from './testing/pictures';
import { bmpOf } from './testing/rare-files';

it('the second reader tells what its memory has grown to', async () => {
  const magick = await nodeMagick();
  const before = magick.memoryBytes();
  expect(before).toBeGreaterThan(0);
  const [width, height] = [2048, 2048];
  magick.frames(bmpOf(noise(width, height), { bottomUp: true }), 'bmp', [0]);
  // It holds 4 samples a pixel, of 2 bytes each.
  expect(magick.memoryBytes() - before).toBeGreaterThan(width * height * 4);
});
