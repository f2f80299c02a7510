import { describe, expect, it } from 'vitest';
import type { Encoded } from '../core/dataset/outcome';
import { parseRecipe } from '../core/recipe/parse';
import { jpegHead, readJpegSegments } from './codecs/jpeg-segments';
import type { Engines } from './engines';
import { processItem } from './process';
import { exifTags } from './testing/exif';
import { exifOf } from './testing/exif-blocks';
import { nodeKernels } from './testing/node-kernels';
import { nodeVips } from './testing/node-vips';
import { noise } from './testing/pictures';
import { imageOf } from './testing/raster';
import { libvipsAlone, limits } from './testing/run';
import { Turns } from './turns';

const vips = await nodeVips();
const withKernels: Engines = {
  ...libvipsAlone(vips),
  kernels: { kernels: await nodeKernels(), turns: new Turns() },
};
const engines = [
  { writer: 'kernels', with: withKernels },
  { writer: 'libvips', with: libvipsAlone(vips) },
] as const;

const text = (letters: string) => Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
const xmp = text('<x:xmpmeta xmlns:x="adobe:ns:meta/">ACME</x:xmpmeta>');
/** A caption record (IIM 2:120) in Photoshop's resource 0x0404. */
const iptc = text('Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0a\x1c\x02\x78\0\x05fable');
const exif = exifOf({ order: 'little', orientation: 6, across: 24, down: 16, rest: 2 });

/** A file of all that is kept. */
function source(space: 'b-w' | 'srgb' | 'cmyk' = 'srgb'): Uint8Array {
  const plain = imageOf(vips, noise(24, 16));
  const grey = plain.colourspace('b-w');
  // The names of libvips' own profiles.
  const image =
    space === 'b-w' ? grey.copy() : plain.iccTransform(space === 'cmyk' ? 'cmyk' : 'p3', { input_profile: 'srgb' });
  const bytes = image.jpegsaveBuffer({ Q: 95, keep: 'icc' });
  for (const handle of [plain, grey, image]) handle.delete();
  const head = jpegHead({ exif, xmp, photoshop: [iptc] });
  return Uint8Array.from([...head, ...bytes.subarray(2)]);
}

async function written(by: Engines, bytes: Uint8Array, keep: string, parts: object = {}, steps: object[] = []) {
  const recipe = parseRecipe({ version: 1, steps, output: { format: 'jpeg', keep, ...parts } });
  const worked = await processItem(by, bytes.slice(), { path: 'in.jpg', recipe, limits });
  if (worked.status !== 'done') throw new Error(`Expected an output, received ${worked.detail}`);
  const [{ bytes: file }] = worked.outputs as readonly [Encoded]; // No step fans out.
  return { writer: worked.writer, file: new Uint8Array(file), found: readJpegSegments(new Uint8Array(file)) };
}

describe.each(engines)('a JPEG from a JPEG, written by $writer', (engine) => {
  it('has nothing of its source at `keep: none` but the orientation', async () => {
    const { writer, file, found } = await written(engine.with, source(), 'none');
    expect(writer).toBe(engine.writer);
    expect(found).toMatchObject({ icc: null, xmp: null, moreXmp: [], photoshop: [] });
    expect(exifTags(file)?.orientation).toBe(6);
  });

  it('has the profile and the orientation at `keep: icc`, and no more', async () => {
    const bytes = source();
    const { writer, file, found } = await written(engine.with, bytes, 'icc');
    expect(writer).toBe(engine.writer);
    expect(found.icc).toEqual(readJpegSegments(bytes).icc);
    expect(found).toMatchObject({ xmp: null, moreXmp: [], photoshop: [] });
    expect(exifTags(file)?.orientation).toBe(6);
    expect(exifTags(file)?.first).not.toContain(0x0100);
  });

  it('has EXIF, profile, XMP and IPTC at `keep: all`', async () => {
    const bytes = source();
    const { writer, file, found } = await written(engine.with, bytes, 'all');
    expect(writer).toBe(engine.writer);
    expect(found).toMatchObject({ icc: readJpegSegments(bytes).icc, xmp, photoshop: [iptc] });
    expect(exifTags(file)?.orientation).toBe(6);
    expect(exifTags(file)?.first).toContain(0x0100);
  });

  it('says the size and the orientation that it has, not its source’s', async () => {
    const steps = [{ op: 'auto-orient' }, { op: 'resize', width: 12, height: 12, fit: 'stretch' }];
    const { file, found } = await written(engine.with, source(), 'all', {}, steps);
    expect(exifTags(file)?.orientation ?? 1).toBe(1);
    const image = vips.Image.newFromBuffer(file);
    expect(image.getString('exif-ifd2-PixelXDimension')).toMatch(/^12 /);
    expect(image.getString('exif-ifd2-PixelYDimension')).toMatch(/^12 /);
    image.delete();
    expect(found.photoshop).toEqual([iptc]);
  });

  it('has no profile of colours where it became grey', async () => {
    const { writer, found } = await written(engine.with, source(), 'icc', { channels: 'grey' });
    expect(writer).toBe(engine.writer);
    expect(found.icc).toBeNull();
  });
});

describe('a JPEG from a CMYK file', () => {
  it.each(['icc', 'all'])('has no CMYK profile at `keep: %s`: its colours were converted', async (keep) => {
    const { writer, found } = await written(withKernels, source('cmyk'), keep);
    expect(writer).toBe('libvips');
    expect(Buffer.from(found.icc!.subarray(16, 20)).toString()).toBe('RGB ');
  });
});
