import { beforeAll, describe, expect, it } from 'vitest';
import type { Orientation } from '../core/header/header';
import { readHeader } from '../core/header/read';
import { corpusFile, noCorpus } from './testing/corpus';
import { difference } from './testing/difference';
import { exifTags } from './testing/exif';
import { nodeVips } from './testing/node-vips';
import { noise } from './testing/pictures';
import { decoded, imageOf } from './testing/raster';
import { output } from './testing/run';
import { namesOf } from './codecs/decode';
import type { VipsLibrary } from './vips';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

const sharp = (name: string) => Array.from({ length: 8 }, (_, i) => `exif-orientation/sharp/${name}_${i + 1}.jpg`);
const hopper = [
  'exif-orientation/pillow-hopper-jpg/hopper.jpg',
  ...Array.from({ length: 7 }, (_, i) => `exif-orientation/pillow-hopper-jpg/hopper_orientation_${i + 2}.jpg`),
];

// The sharp sets bear a drawn number each and are compressed anew: among them the difference is about 14 at this size,
// and 43 and more where one lies on its side (ground-truth/tables/exif-orientation.json).
const sets = [
  { name: 'Landscape', files: sharp('Landscape'), most: 20 },
  { name: 'Portrait', files: sharp('Portrait'), most: 20 },
  { name: 'hopper', files: hopper, most: 6 },
];

describe.skipIf(noCorpus)('files of one picture in all eight orientations (need the corpus)', () => {
  it.each(sets)('look alike after auto-orient: $name', async ({ files, most }) => {
    const steps = [{ op: 'auto-orient' }, { op: 'resize', width: 96, height: 96, fit: 'stretch' }];
    const upright = async (path: string) => {
      const { bytes } = await output(vips, corpusFile(path), { steps, output: { format: 'png' } });
      return decoded(vips, new Uint8Array(bytes));
    };
    const [first = '', ...others] = files;
    const reference = await upright(first);
    for (const path of others) expect(difference(await upright(path), reference).mean, path).toBeLessThan(most);
  });

  it.each(sets)('have the same size after auto-orient alone, and no tag: $name', async ({ files }) => {
    const seen = new Set<string>();
    for (const path of files) {
      const { bytes, width, height } = await output(vips, corpusFile(path), { steps: [{ op: 'auto-orient' }] });
      expect(readHeader(new Uint8Array(bytes)).header?.orientation, path).toBe(1);
      expect(exifTags(new Uint8Array(bytes)), path).toBeNull();
      seen.add(`${width} × ${height}`);
    }
    expect(seen.size).toBe(1);
  });
});

/** What EXIF 2.32 makes mandatory in any block, and libexif therefore writes: none of it is the camera's word. */
const mandatory = {
  first: [0x011a, 0x011b, 0x0128, 0x0213, 0x8769],
  exif: [0x9000, 0x9101, 0xa000, 0xa001, 0xa002, 0xa003],
};

describe('a recipe without auto-orient', () => {
  const orientations = [1, 2, 3, 4, 5, 6, 7, 8] as const satisfies readonly Orientation[];
  const formats = ['jpeg', 'png', 'webp'];

  it.each(formats)(
    'keeps the Orientation tag in %s at `keep: none`, and no other field of the camera',
    async (format) => {
      for (const orientation of orientations) {
        const { bytes } = await output(vips, talkative(orientation), { output: { format, keep: 'none' } });
        const file = new Uint8Array(bytes);
        const tags = exifTags(file);
        if (orientation === 1) expect(tags).toBeNull();
        else {
          expect(tags?.orientation).toBe(orientation);
          expect(tags?.first.filter((tag) => tag !== 0x0112 && !mandatory.first.includes(tag))).toEqual([]);
          expect(tags?.exif.filter((tag) => !mandatory.exif.includes(tag))).toEqual([]);
          expect(tags?.gps).toEqual([]);
        }
        expect(Buffer.from(file).includes('ACME')).toBe(false);
        for (const field of ['icc-profile-data', 'xmp-data']) expect(fieldsOf(file)).not.toContain(field);
      }
    },
  );

  it.each(formats)('keeps the profile and no other field in %s at `keep: icc`', async (format) => {
    const { bytes } = await output(vips, talkative(6), { output: { format, keep: 'icc' } });
    const file = new Uint8Array(bytes);
    expect(fieldsOf(file)).toContain('icc-profile-data');
    expect(exifTags(file)?.orientation).toBe(6);
    expect(Buffer.from(file).includes('ACME')).toBe(false);
    expect(fieldsOf(file)).not.toContain('xmp-data');
  });

  it.each(formats)('keeps every field in %s at `keep: all`, and resets the tag once upright', async (format) => {
    const steps = [{ op: 'auto-orient' }];
    const kept = new Uint8Array((await output(vips, talkative(6), { output: { format, keep: 'all' } })).bytes);
    const turned = new Uint8Array((await output(vips, talkative(6), { steps, output: { format, keep: 'all' } })).bytes);
    for (const file of [kept, turned]) {
      expect(fieldsOf(file)).toContain('icc-profile-data');
      expect(exifTags(file)?.first).toContain(0x010f);
      expect(Buffer.from(file).includes('ACME')).toBe(true);
      expect(fieldsOf(file)).toContain('xmp-data');
    }
    expect(readHeader(kept).header?.orientation).toBe(6);
    expect(readHeader(turned).header?.orientation).toBe(1);
  });

  it('leaves no tag of an upright file’s thumbnail, maker or place at `keep: none`', async () => {
    const { bytes } = await output(vips, talkative(1), { output: { keep: 'none' } });
    expect(exifTags(new Uint8Array(bytes))).toBeNull();
  });
});

/** A JPEG that tells of its maker, where it was taken, and its colours. */
function talkative(orientation: Orientation): Uint8Array {
  const plain = imageOf(vips, noise(24, 16));
  const image = plain.iccTransform('p3', { input_profile: 'srgb' });
  image.setString('exif-ifd0-Make', 'ACME (ACME, ASCII, 5 components, 5 bytes)');
  image.setString('exif-ifd2-LensModel', 'ACME 50 (ACME 50, ASCII, 8 components, 8 bytes)');
  image.setString('exif-ifd3-GPSMapDatum', 'ACME-84 (ACME-84, ASCII, 8 components, 8 bytes)');
  image.setBlob('xmp-data', new TextEncoder().encode('<x:xmpmeta xmlns:x="adobe:ns:meta/">ACME</x:xmpmeta>'));
  image.setInt('orientation', orientation);
  const bytes = image.jpegsaveBuffer({ Q: 95, keep: 'all' });
  image.delete();
  plain.delete();
  return bytes;
}

function fieldsOf(bytes: Uint8Array): string[] {
  const image = vips.Image.newFromBuffer(bytes);
  try {
    return namesOf(image);
  } finally {
    image.delete();
  }
}
