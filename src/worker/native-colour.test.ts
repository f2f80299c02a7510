import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { corpusFile, noCorpus } from './testing/corpus';
import { adobeRgb, matrixProfile } from './testing/matrix-profile';
import { nodeVips } from './testing/node-vips';
import { scenery } from './testing/pictures';
import { imageOf } from './testing/raster';
import { output, processed } from './testing/run';
import type { VipsLibrary } from './vips';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

/** CIEDE2000 between what the worker makes of a file and what native libvips, by sharp, does. */
async function apart(file: Uint8Array, forNative = file): Promise<{ mean: number; worst: number }> {
  const { bytes } = await output(vips, file, { output: { format: 'png', channels: 'rgb' } });
  const native = await sharp(forNative).toColourspace('srgb').removeAlpha().png().toBuffer();
  const [own, other] = [vips.Image.newFromBuffer(new Uint8Array(bytes)), vips.Image.newFromBuffer(native)];
  const labs = [own, other].map((one) => one.colourspace('lab'));
  const distance = labs[0]!.dE00(labs[1]!); // Two of two.
  try {
    return { mean: distance.avg(), worst: distance.max() };
  } finally {
    for (const handle of [own, other, ...labs, distance]) handle.delete();
  }
}

// sharp converts no 16 bits by a profile, so those are held to what it makes of the same picture of 8.
type Space = 'Display P3' | 'Adobe RGB';

/** A picture of strong colours, in numbers of the space, with its profile. */
function wide(space: Space, format: 'png' | 'png16' | 'jpeg' | 'tiff' | 'webp'): Uint8Array {
  const plain = imageOf(vips, scenery(121, 93, 3, format === 'png16' ? 16 : 8));
  const p3 = plain.iccTransform('p3', { input_profile: 'srgb', depth: format === 'png16' ? 16 : 8 });
  try {
    // The same numbers, said to be of the other space: wider colours still.
    if (space === 'Adobe RGB') p3.setBlob('icc-profile-data', matrixProfile(adobeRgb));
    switch (format) {
      case 'png':
      case 'png16':
        return p3.pngsaveBuffer({ keep: 'icc' });
      case 'jpeg':
        return p3.jpegsaveBuffer({ Q: 95, subsample_mode: 'off', keep: 'icc' });
      case 'tiff':
        return p3.tiffsaveBuffer({ keep: 'icc' });
      case 'webp':
        return p3.webpsaveBuffer({ lossless: true, keep: 'icc' });
    }
  } finally {
    p3.delete();
    plain.delete();
  }
}

describe.each(['Display P3', 'Adobe RGB'] as const)(
  'a picture in %s comes out in sRGB as by native libvips',
  (space) => {
    it('as a PNG of 16 bits, to a ΔE00 of 0.3 in mean', async () => {
      expect((await apart(wide(space, 'png16'), wide(space, 'png'))).mean).toBeLessThan(0.3);
    });

    it.each(['png', 'tiff', 'webp', 'jpeg'] as const)('as %s, to a ΔE00 of 0.1 in mean', async (format) => {
      const { mean, worst } = await apart(wide(space, format));
      expect(mean).toBeLessThan(0.1);
      expect(worst).toBeLessThan(1);
    });

    it('and not as if it had no profile', async () => {
      const file = wide(space, 'png');
      const image = vips.Image.newFromBuffer(file);
      const bare = image.pngsaveBuffer({ keep: 'none' });
      image.delete();
      const { bytes } = await output(vips, file, { output: { format: 'png' } });
      const [own, other] = [vips.Image.newFromBuffer(new Uint8Array(bytes)), vips.Image.newFromBuffer(bare)];
      const labs = [own, other].map((one) => one.colourspace('lab'));
      const distance = labs[0]!.dE00(labs[1]!); // Two of two.
      expect(distance.avg()).toBeGreaterThan(1);
      for (const handle of [own, other, ...labs, distance]) handle.delete();
    });
  },
);

describe.skipIf(noCorpus)('a file with a profile comes out as by native libvips (needs the corpus)', () => {
  it.each([
    ['decoders/jpeg/libjxl-flower-small/sideways_bench.jpg', 0.1],
    ['exif-orientation/sharp/Landscape_4.jpg', 0.1],
    ['decoders/jpeg/sharp/concert.jpg', 0.1],
    ['decoders/jpeg/sharp/Channel_digital_image_CMYK_color.jpg', 0.5],
  ])('%s, to a ΔE00 of %d in mean', async (path, most) => {
    expect((await apart(corpusFile(path))).mean).toBeLessThan(most);
  });
});

it('a profile that cannot be used is told, and CMYK goes by the usual one then', async () => {
  const plain = imageOf(vips, scenery(30, 20));
  const cmyk = plain.iccTransform('cmyk', { input_profile: 'srgb' });
  const whole = cmyk.jpegsaveBuffer({ Q: 90, keep: 'icc' });
  const bare = cmyk.jpegsaveBuffer({ Q: 90, keep: 'none' });
  for (const handle of [plain, cmyk]) handle.delete();
  const damaged = whole.slice();
  const at = Buffer.from(damaged).indexOf('acsp');
  damaged.fill(0, at, at + 4);
  const parts = { output: { format: 'png' } };
  const told = await processed(vips, damaged, parts);
  expect(told.notes).toMatchObject([{ code: 'profile-ignored' }]);
  const [one, other] = [told, await processed(vips, bare, parts)].map((worked) =>
    worked.status === 'done' ? new Uint8Array(worked.outputs[0]!.bytes) : null,
  );
  expect(one).toEqual(other);
});

describe('floats with a colour profile', () => {
  /** Light of Adobe RGB's primaries, as editors write TIFFs of floats. */
  const floats = (profile: boolean) => {
    const plain = imageOf(vips, scenery(30, 20));
    const light = plain.colourspace('scrgb');
    const image = light.copy();
    if (profile) image.setBlob('icc-profile-data', matrixProfile(adobeRgb));
    const file = image.tiffsaveBuffer({ keep: 'icc' });
    for (const handle of [plain, light, image]) handle.delete();
    return file;
  };
  const ignored = (notes: readonly { readonly code: string }[]) =>
    notes.filter(({ code }) => code === 'profile-ignored');

  it('are taken as linear sRGB, which is told', async () => {
    for (const format of ['png', 'tiff']) {
      expect(ignored((await processed(vips, floats(true), { output: { format } })).notes), format).toHaveLength(1);
      expect(ignored((await processed(vips, floats(false), { output: { format } })).notes), format).toEqual([]);
    }
  });

  it('keep it with them where both are kept, and lose it, which is told, where they become levels of sRGB', async () => {
    for (const [format, isKept] of [
      ['tiff', true],
      ['png', false],
      ['jpeg', false],
    ] as const) {
      const worked = await processed(vips, floats(true), { output: { format, keep: 'icc' } });
      if (worked.status !== 'done') throw new Error(worked.detail);
      const image = vips.Image.newFromBuffer(new Uint8Array(worked.outputs[0]!.bytes));
      expect([format, image.getTypeof('icc-profile-data') !== 0]).toEqual([format, isKept]);
      expect(ignored(worked.notes), format).toHaveLength(isKept ? 0 : 1);
      image.delete();
    }
  });
});
