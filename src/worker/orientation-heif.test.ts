import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Orientation } from '../core/header/header';
import { corpusFile, noCorpus } from './testing/corpus';
import { hasExiftool, tagsIn, writeTags } from './testing/exiftool';
import { heifBranded, withTransforms, type HeifTransforms } from './testing/heif-transforms';
import { nodeVips } from './testing/node-vips';
import { scenery } from './testing/pictures';
import { decoded, imageOf } from './testing/raster';
import { output, processed } from './testing/run';
import { orientations, shown, upright } from './testing/shown';
import type { VipsLibrary } from './vips';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips(['heif']);
});

const picture = scenery(44, 28);
const steps = [{ op: 'auto-orient' }];

/** EXIF's orientations as HEIF has them: turned anticlockwise first, then mirrored. */
const transforms: Readonly<Record<Orientation, HeifTransforms>> = {
  1: {},
  2: { mirror: 1 },
  3: { quarters: 2 },
  4: { mirror: 0 },
  5: { quarters: 1, mirror: 0 },
  6: { quarters: 3 },
  7: { quarters: 3, mirror: 0 },
  8: { quarters: 1 },
};

/** Of the picture, with EXIF's tag and no turn of its own. */
function avif(exif: Orientation): Uint8Array {
  const image = imageOf(vips, picture);
  image.setInt('orientation', exif);
  const bytes = image.heifsaveBuffer({ compression: 'av1', lossless: true, effort: 0, keep: 'exif' });
  image.delete();
  // libvips writes the same as `irot` too: no turn at all is made of it here.
  const irot = Buffer.from(bytes).indexOf('irot');
  if (irot >= 0) bytes[irot + 4] = 0;
  expect(Buffer.from(bytes).includes('Exif')).toBe(true);
  return bytes;
}

describe('AVIF, which is turned by `irot` and `imir`', () => {
  it.each(orientations)('as %i is read upright, without and with auto-orient', async (orientation) => {
    const file = withTransforms(avif(1), transforms[orientation]);
    const expected = shown(await upright(vips, avif(1)), orientation);
    for (const chosen of [steps, []]) {
      const { bytes } = await output(vips, file.slice(), { steps: chosen, output: { format: 'png' } });
      expect(decoded(vips, new Uint8Array(bytes))).toEqual(expected);
    }
  });

  it('is not turned by its EXIF, with `irot` or without', async () => {
    const plain = await upright(vips, avif(1));
    expect(await upright(vips, avif(6))).toEqual(plain);
    expect(await upright(vips, withTransforms(avif(6), { quarters: 1 }))).toEqual(shown(plain, 8));
    const { bytes } = await output(vips, avif(6), { output: { format: 'jpeg', keep: 'exif' } });
    const image = vips.Image.newFromBuffer(new Uint8Array(bytes));
    expect(image.getInt('orientation')).toBe(1);
    image.delete();
  });
});

describe.skipIf(noCorpus)('HEIC, which is turned by `irot` and `imir` (needs the corpus)', () => {
  it.each(orientations)('as %i is read upright', async (orientation) => {
    const file = corpusFile('decoders/heic/pillow/hopper.heif');
    const expected = shown(await upright(vips, file), orientation);
    expect(await upright(vips, withTransforms(file, transforms[orientation]))).toEqual(expected);
  });
});

/** As telephones write them: the turn twice, of which readers take `irot` alone (ISO/IEC 23008-12, annex A). */
it.skipIf(noCorpus || !hasExiftool)(
  'HEIC of HEVC with EXIF that exiftool put in is turned by `irot` alone (needs the corpus and exiftool)',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'heic-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const plain = corpusFile('decoders/heic/pillow/hopper.heif');
    const path = join(folder, 'tagged.heic');
    writeFileSync(path, plain);
    writeTags(null, [path], ['-n', '-Orientation=6']);
    const file = new Uint8Array(readFileSync(path));
    expect(tagsIn(folder).get('tagged.heic')?.get('IFD0:Orientation')).toBe(6);
    const expected = await upright(vips, plain);
    expect(await upright(vips, file)).toEqual(expected);
    for (const orientation of [6, 8] as const) {
      const turned = withTransforms(file, transforms[orientation]);
      expect(await upright(vips, turned)).toEqual(shown(expected, orientation));
      const worked = await processed(vips, turned, { output: { format: 'jpeg', keep: 'exif' } });
      if (worked.status !== 'done') throw new Error(worked.detail);
      const image = vips.Image.newFromBuffer(new Uint8Array(worked.outputs[0]!.bytes));
      expect([worked.reader, image.width, image.height]).toEqual(['imagemagick', expected.height, expected.width]);
      expect(image.getInt('orientation')).toBe(1);
      image.delete();
    }
  },
);

/** Coded as AV1 under HEIF's brand, so that the second reader has it as it has a HEIC. */
it('HEIF by the second reader is turned by `irot`, and not by its EXIF', async () => {
  const plain = await upright(vips, heifBranded(avif(1)));
  expect([plain.width, plain.height]).toEqual([44, 28]);
  expect(await upright(vips, heifBranded(avif(6)))).toEqual(plain);
  expect(await upright(vips, heifBranded(withTransforms(avif(6), { quarters: 1 })))).toEqual(shown(plain, 8));
  const worked = await processed(vips, heifBranded(avif(6)), { output: { format: 'jpeg', keep: 'exif' } });
  if (worked.status !== 'done') throw new Error(worked.detail);
  const image = vips.Image.newFromBuffer(new Uint8Array(worked.outputs[0]!.bytes));
  expect([worked.reader, image.width, image.getInt('orientation')]).toEqual(['imagemagick', 44, 1]);
  image.delete();
});
