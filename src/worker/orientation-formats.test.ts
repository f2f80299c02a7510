import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Orientation } from '../core/header/header';
import { jpegHead } from './codecs/jpeg-segments';
import { crc32 } from './codecs/crc32';
import { orientationExif } from './codecs/exif-block';
import { corpusFile, noCorpus } from './testing/corpus';
import { difference } from './testing/difference';
import { hasExiftool, tagsIn, writeTags } from './testing/exiftool';
import { heifBranded, withTransforms, type HeifTransforms } from './testing/heif-transforms';
import { nodeVips } from './testing/node-vips';
import { scenery } from './testing/pictures';
import { decoded, imageOf, type Raster } from './testing/raster';
import { moved } from './testing/reference';
import { output, processed } from './testing/run';
import type { VipsLibrary } from './vips';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips(['heif', 'jxl']);
});

const orientations = [1, 2, 3, 4, 5, 6, 7, 8] as const satisfies readonly Orientation[];
const steps = [{ op: 'auto-orient' }];

/** How a stored picture is shown (EXIF 2.32, table 6): where each pixel of the upright one comes from. */
function shown(stored: Raster, orientation: Orientation): Raster {
  const { width: w, height: h } = stored;
  const from: Record<Orientation, (x: number, y: number) => readonly [number, number]> = {
    1: (x, y) => [x, y],
    2: (x, y) => [w - 1 - x, y],
    3: (x, y) => [w - 1 - x, h - 1 - y],
    4: (x, y) => [x, h - 1 - y],
    5: (x, y) => [y, x],
    6: (x, y) => [y, h - 1 - x],
    7: (x, y) => [w - 1 - y, h - 1 - x],
    8: (x, y) => [w - 1 - y, x],
  };
  return orientation < 5 ? moved(stored, w, h, from[orientation]) : moved(stored, h, w, from[orientation]);
}

const picture = scenery(44, 28);

/** A file of the picture as stored, with the tag. */
function tagged(format: 'jpeg' | 'png' | 'tiff' | 'webp', orientation: Orientation): Uint8Array {
  const image = imageOf(vips, picture);
  try {
    image.setInt('orientation', orientation);
    switch (format) {
      case 'jpeg':
        return image.jpegsaveBuffer({ Q: 95, subsample_mode: 'off' });
      case 'png':
        return image.pngsaveBuffer();
      case 'tiff':
        return image.tiffsaveBuffer();
      case 'webp':
        return image.webpsaveBuffer({ lossless: true });
    }
  } finally {
    image.delete();
  }
}

async function upright(file: Uint8Array): Promise<Raster> {
  const { bytes } = await output(vips, file, { steps, output: { format: 'png' } });
  return decoded(vips, new Uint8Array(bytes));
}

describe.each(['jpeg', 'png', 'tiff', 'webp'] as const)('the tag of a %s', (format) => {
  it.each(orientations)('%i turns it as EXIF has it', async (orientation) => {
    const result = await upright(tagged(format, orientation));
    const expected = shown(picture, orientation);
    expect([result.width, result.height]).toEqual([expected.width, expected.height]);
    expect(difference(result, expected).mean).toBeLessThan(format === 'jpeg' ? 2 : 1e-9);
  });
});

it('eXIf behind the pixels of a PNG counts too', async () => {
  const file = tagged('png', 1);
  const end = file.length - 12;
  const chunk = pngChunk('eXIf', orientationExif(6));
  const result = await upright(Uint8Array.from([...file.subarray(0, end), ...chunk, ...file.subarray(end)]));
  expect(result).toEqual(shown(picture, 6));
});

it('pages of one TIFF are turned each by its own tag, and where no tag can be kept too', async () => {
  const file = pagesOf([
    { size: { width: 44, height: 28 }, orientation: 1 },
    { size: { width: 44, height: 28 }, orientation: 6 },
  ]);
  const parts = { input: { frames: 'all' }, output: { format: 'jpeg', quality: 100 } } as const;
  const turned = await processed(vips, file.slice(), { ...parts, steps });
  expect(sizes(turned)).toEqual(['44 × 28', '28 × 44']);
  const asBmp = await processed(vips, file, { ...parts, output: { format: 'bmp' } });
  expect(sizes(asBmp)).toEqual(['44 × 28', '28 × 44']);
  expect(asBmp.notes.map(({ code }) => code)).toEqual(['auto-oriented']);
});

it('a page of one TIFF that is larger than the limit is refused before it is decoded', async () => {
  const file = pagesOf([
    { size: { width: 10, height: 10 }, orientation: 1 },
    { size: { width: 300, height: 300 }, orientation: 1 },
  ]);
  const parts = { input: { frames: 'all' }, output: { format: 'png' } } as const;
  expect(await processed(vips, file, parts, { maxPixels: 50_000, maxPages: 9 })).toMatchObject({ code: 'too-large' });
});

function sizes(worked: Awaited<ReturnType<typeof processed>>): string[] {
  if (worked.status !== 'done') throw new Error(`Expected outputs, received ${worked.detail}`);
  return worked.outputs.map(({ width, height }) => `${width} × ${height}`);
}

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
    const expected = shown(await upright(avif(1)), orientation);
    for (const chosen of [steps, []]) {
      const { bytes } = await output(vips, file.slice(), { steps: chosen, output: { format: 'png' } });
      expect(decoded(vips, new Uint8Array(bytes))).toEqual(expected);
    }
  });

  it('is not turned by its EXIF, with `irot` or without', async () => {
    const plain = await upright(avif(1));
    expect(await upright(avif(6))).toEqual(plain);
    expect(await upright(withTransforms(avif(6), { quarters: 1 }))).toEqual(shown(plain, 8));
    const { bytes } = await output(vips, avif(6), { output: { format: 'jpeg', keep: 'exif' } });
    const image = vips.Image.newFromBuffer(new Uint8Array(bytes));
    expect(image.getInt('orientation')).toBe(1);
    image.delete();
  });
});

describe.skipIf(noCorpus)('HEIC, which is turned by `irot` and `imir` (needs the corpus)', () => {
  it.each(orientations)('as %i is read upright', async (orientation) => {
    const file = corpusFile('decoders/heic/pillow/hopper.heif');
    const expected = shown(await upright(file), orientation);
    expect(await upright(withTransforms(file, transforms[orientation]))).toEqual(expected);
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
    const expected = await upright(plain);
    expect(await upright(file)).toEqual(expected);
    for (const orientation of [6, 8] as const) {
      const turned = withTransforms(file, transforms[orientation]);
      expect(await upright(turned)).toEqual(shown(expected, orientation));
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
  const plain = await upright(heifBranded(avif(1)));
  expect([plain.width, plain.height]).toEqual([44, 28]);
  expect(await upright(heifBranded(avif(6)))).toEqual(plain);
  expect(await upright(heifBranded(withTransforms(avif(6), { quarters: 1 })))).toEqual(shown(plain, 8));
  const worked = await processed(vips, heifBranded(avif(6)), { output: { format: 'jpeg', keep: 'exif' } });
  if (worked.status !== 'done') throw new Error(worked.detail);
  const image = vips.Image.newFromBuffer(new Uint8Array(worked.outputs[0]!.bytes));
  expect([worked.reader, image.width, image.getInt('orientation')]).toEqual(['imagemagick', 44, 1]);
  image.delete();
});

it('JPEG XL, which is turned by its codestream, is not turned by its EXIF', async () => {
  const image = imageOf(vips, picture);
  image.setInt('orientation', 6);
  const file = image.jxlsaveBuffer({ lossless: true, effort: 1, keep: 'exif' });
  image.delete();
  expect(await upright(file)).toEqual(picture);
});

describe('XMP that says another orientation', () => {
  const xmp = (orientation: number) =>
    new TextEncoder().encode(
      `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description tiff:Orientation="${orientation}"/></x:xmpmeta>`,
    );
  const files = (orientation: number): [string, Uint8Array][] => {
    const jpeg = tagged('jpeg', 1);
    const head = jpegHead({ exif: orientationExif(6), xmp: xmp(orientation) });
    const image = imageOf(vips, picture);
    image.setInt('orientation', 6);
    image.setBlob('xmp-data', xmp(orientation));
    const made: [string, Uint8Array][] = [
      ['jpeg', Uint8Array.from([...head, ...jpeg.subarray(2)])],
      ['png', image.pngsaveBuffer({ keep: 'all' })],
      ['webp', image.webpsaveBuffer({ lossless: true, keep: 'all' })],
      ['tiff', image.tiffsaveBuffer({ keep: 'all' })],
    ];
    image.delete();
    return made;
  };

  it('is not followed, and noted', async () => {
    for (const [format, file] of files(3)) {
      const worked = await processed(vips, file, { steps, output: { format: 'png' } });
      expect(sizes(worked), format).toEqual(['28 × 44']);
      const detail = 'XMP says orientation 3, which is not followed: by the file’s own tag it is 6.';
      expect(worked.notes, format).toEqual([{ code: 'metadata-conflict', detail }]);
    }
  });

  it('is nothing to note where it agrees', async () => {
    for (const [format, file] of files(6))
      expect((await processed(vips, file, { steps, output: { format: 'png' } })).notes, format).toEqual([]);
  });
});

function pngChunk(name: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(
    [...name].map((letter) => letter.charCodeAt(0)),
    4,
  );
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

interface Page {
  readonly size: { readonly width: number; readonly height: number };
  readonly orientation: Orientation;
}

/** A TIFF of grey pages, not packed, each with a tag of its own (TIFF 6.0, section 2). */
function pagesOf(pages: readonly Page[]): Uint8Array {
  const entries = 9;
  const directory = 2 + 12 * entries + 4;
  const length = pages.reduce((sum, { size }) => sum + directory + size.width * size.height, 8);
  const bytes = new Uint8Array(length + (length % 2));
  const view = new DataView(bytes.buffer);
  bytes.set([0x49, 0x49, 0x2a, 0]);
  let at = 8;
  let link = 4;
  for (const { size, orientation } of pages) {
    const { width, height } = size;
    view.setUint32(link, at, true);
    view.setUint16(at, entries, true);
    const tags = [
      [256, width],
      [257, height],
      [258, 8],
      [259, 1],
      [262, 1],
      [273, at + directory],
      [274, orientation],
      [277, 1],
      [279, width * height],
    ] as const;
    tags.forEach(([tag, value], i) => {
      const entry = at + 2 + 12 * i;
      view.setUint16(entry, tag, true);
      view.setUint16(entry + 2, 4, true);
      view.setUint32(entry + 4, 1, true);
      view.setUint32(entry + 8, value, true);
    });
    link = at + 2 + 12 * entries;
    for (let i = 0; i < width * height; i++) bytes[at + directory + i] = i % 251;
    at += directory + width * height;
  }
  return bytes;
}
