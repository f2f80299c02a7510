import { beforeAll, describe, expect, it } from 'vitest';
import { readHeader } from '../../core/header/read';
import { nodeVips } from '../testing/node-vips';
import { noise, scenery } from '../testing/pictures';
import { decoded, pngOf } from '../testing/raster';
import type { VipsLibrary } from '../vips';
import { forgetOrientation } from './orientation-tag';
import { taggedWebp } from './tag-written';
import { writePng } from './write-png';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

describe('a PNG of our own', () => {
  it.each([1, 3, 4] as const)('holds the very pixels, of %i bands', async (bands) => {
    for (const raster of [noise(1, 1, bands), noise(37, 5, bands), scenery(90, 61, bands)]) {
      const { width, height } = raster;
      const data = raster.data as Uint8Array; // Eight bits are asked for.
      const file = await writePng({ width, height, bands, data }, 1);
      expect(decoded(vips, file)).toEqual(raster);
      expect(readHeader(file).header).toMatchObject({ bands, orientation: 1, complete: true });
    }
  });

  it('says its orientation', async () => {
    const raster = noise(3, 2, 3);
    const file = await writePng({ width: 3, height: 2, bands: 3, data: raster.data as Uint8Array }, 6);
    expect(readHeader(file).header).toMatchObject({ orientation: 6 });
    expect(decoded(vips, file)).toEqual(raster);
  });
});

describe('the Orientation tag', () => {
  it.each(['png', 'webp', 'jpeg'] as const)('of a %s is overwritten, and the file stays valid', (format) => {
    const source = noise(8, 6, 3);
    const file = pngOf(vips, source, 6);
    const image = vips.Image.newFromBuffer(file);
    const bytes = new Uint8Array(image.writeToBuffer(`.${format}`));
    image.delete();
    expect(readHeader(bytes).header).toMatchObject({ format, orientation: 6 });
    const before = decoded(vips, bytes);
    forgetOrientation(bytes, format);
    expect(readHeader(bytes).header).toMatchObject({ format, orientation: 1 });
    expect(decoded(vips, bytes)).toEqual(before);
  });

  it.each([
    ['without loss', { lossless: true }, 3],
    ['with loss', { Q: 80 }, 3],
    ['with alpha', { Q: 80 }, 4],
  ] as const)('is put into a WebP %s', (_, options, bands) => {
    const source = noise(8, 6, bands);
    const image = vips.Image.newFromBuffer(pngOf(vips, source));
    const bytes = new Uint8Array(image.webpsaveBuffer({ ...options, keep: 'none' }));
    image.delete();
    const tagged = taggedWebp(bytes, source, bands > 3, 8);
    expect(readHeader(tagged).header).toMatchObject({
      ...{ width: 8, height: 6, orientation: 8, bands },
      complete: true,
    });
    expect(decoded(vips, tagged)).toEqual(decoded(vips, bytes));
    expect(taggedWebp(bytes, source, bands > 3, 1)).toBe(bytes);
  });
});
