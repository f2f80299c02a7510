import { expect, test } from 'vitest';
import { turnedJpeg } from './turned-jpeg';

test('the block follows the start marker, says its own length and holds the orientation', async () => {
  const jpeg = new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xdb, 1, 2])]);
  const bytes = new Uint8Array(await (await turnedJpeg(jpeg, 6)).arrayBuffer());
  const view = new DataView(bytes.buffer);
  expect([...bytes.subarray(0, 4)]).toEqual([0xff, 0xd8, 0xff, 0xe1]);
  const length = view.getUint16(4);
  expect([...bytes.subarray(4 + length)]).toEqual([0xff, 0xdb, 1, 2]);
  const tiff = 4 + 2 + 6;
  expect([view.getUint16(tiff + 10), view.getUint16(tiff + 18)]).toEqual([0x0112, 6]);
});
