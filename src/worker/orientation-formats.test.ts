import { beforeAll, describe, expect, it } from 'vitest';
import type { Orientation } from '../core/header/header';
import { jpegHead } from './codecs/jpeg-segments';
import { crc32 } from './codecs/crc32';
import { orientationExif } from './codecs/exif-block';
import { difference } from './testing/difference';
import { nodeVips } from './testing/node-vips';
import { scenery } from './testing/pictures';
import { imageOf } from './testing/raster';
import { processed } from './testing/run';
import { orientations, shown, upright } from './testing/shown';
import type { VipsLibrary } from './vips';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips(['jxl']);
});

const steps = [{ op: 'auto-orient' }];

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

describe.each(['jpeg', 'png', 'tiff', 'webp'] as const)('the tag of a %s', (format) => {
  it.each(orientations)('%i turns it as EXIF has it', async (orientation) => {
    const result = await upright(vips, tagged(format, orientation));
    const expected = shown(picture, orientation);
    expect([result.width, result.height]).toEqual([expected.width, expected.height]);
    expect(difference(result, expected).mean).toBeLessThan(format === 'jpeg' ? 2 : 1e-9);
  });
});

it('eXIf behind the pixels of a PNG counts too', async () => {
  const file = tagged('png', 1);
  const end = file.length - 12;
  const chunk = pngChunk('eXIf', orientationExif(6));
  const result = await upright(vips, Uint8Array.from([...file.subarray(0, end), ...chunk, ...file.subarray(end)]));
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

it('JPEG XL, which is turned by its codestream, is not turned by its EXIF', async () => {
  const image = imageOf(vips, picture);
  image.setInt('orientation', 6);
  const file = image.jxlsaveBuffer({ lossless: true, effort: 1, keep: 'exif' });
  image.delete();
  expect(await upright(vips, file)).toEqual(picture);
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
