import { beforeAll, expect, it } from 'vitest';
import { readHeader } from '../../src/core/header/read';
import { readInLight } from '../../src/core/header/readers';
import { suitsBrowser } from '../../src/worker/route';
import { jpegHead } from '../../src/worker/codecs/jpeg-segments';
import { adobeRgb, matrixProfile } from '../../src/worker/testing/matrix-profile';
import { nodeVips } from '../../src/worker/testing/node-vips';
import { scenery } from '../../src/worker/testing/pictures';
import { withPngChunk } from '../../src/worker/testing/png-chunk';
import { imageOf, pngOf } from '../../src/worker/testing/raster';
import { validFiles } from '../../src/worker/testing/valid-files';
import type { VipsLibrary } from '../../src/worker/vips';
import { formatsPage, inLight } from './formats';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips(['heif', 'jxl', 'resvg']);
});

const canvas = { readsBack: true, keepsAlpha: false, converts: false };
const chromium = { readsBack: true, keepsAlpha: true, converts: true };

/** Whether the light tier hands the file to the browser's decoder, which is all that reads there. */
async function isRead(bytes: Uint8Array, browser = canvas): Promise<boolean> {
  const { header } = readHeader(bytes);
  return header !== null && (await suitsBrowser(header, bytes, { keepsProfile: false }, browser)) !== null;
}

async function readOf(kinds: Readonly<Record<string, Uint8Array>>): Promise<string> {
  const names: string[] = [];
  for (const [name, bytes] of Object.entries(kinds)) if (await isRead(bytes)) names.push(name);
  return names.join(' and ');
}

function jpeg(space: 'srgb' | 'b-w' | 'cmyk'): Uint8Array {
  const plain = imageOf(vips, scenery(16, 12));
  const image = space === 'cmyk' ? plain.iccTransform('cmyk', { input_profile: 'srgb' }) : plain.colourspace(space);
  const file = image.jpegsaveBuffer({ keep: 'none' });
  for (const handle of [plain, image]) handle.delete();
  return file;
}

function webp(frames: 1 | 2, bands: 3 | 4): Uint8Array {
  const roll = imageOf(vips, scenery(16, 12 * frames, bands));
  if (frames === 2) roll.setInt('page-height', 12);
  const file = roll.webpsaveBuffer({ keep: 'none' });
  roll.delete();
  return file;
}

const png = (bands: number, depth: 8 | 16 = 8) => pngOf(vips, scenery(16, 12, bands, depth));

it('what docs/formats.md says of light mode is what its decoder is asked for', async () => {
  const frames = async (one: Uint8Array, two: Uint8Array) => readOf({ 'one frame': one, 'two frames': two });
  const animatedPng = withPngChunk(png(3), 'acTL', [0, 0, 0, 2, 0, 0, 0, 0]);
  expect(inLight).toEqual({
    jpeg: await readOf({ RGB: jpeg('srgb'), grey: jpeg('b-w'), CMYK: jpeg('cmyk') }),
    png: `${await readOf({ '8 bits': png(3), '16 bits': png(3, 16) })}, ${await frames(png(3), animatedPng)}`,
    webp: await frames(webp(1, 3), webp(2, 3)),
  });
});

it('no file of another format is handed to it', async () => {
  for (const [name, { bytes }] of validFiles(vips)) {
    const format = name.split(' ').at(-1)!;
    expect(await isRead(bytes, chromium), name).toBe(readInLight.some((one) => one === format));
  }
});

it('transparent files and other profiles than sRGB’s are read by a decoder that keeps their colours', async () => {
  expect(formatsPage()).toContain(
    'Transparent files, and photographs with a profile other than sRGB’s, are read there in Chromium alone',
  );
  const head = jpegHead({ icc: matrixProfile(adobeRgb) });
  for (const file of [png(4), webp(1, 4), Uint8Array.from([...head, ...jpeg('srgb').subarray(2)])])
    expect([await isRead(file), await isRead(file, chromium)]).toEqual([false, true]);
});
