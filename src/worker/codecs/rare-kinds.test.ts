import { beforeAll, describe, expect, it } from 'vitest';
import { Bytes } from '../../core/header/bytes';
import { tiffDirectories, tiffTag } from '../../core/header/tiff';
import { dcfExif } from '../testing/exif-blocks';
import { adobeRgb, matrixProfile } from '../testing/matrix-profile';
import { nodeVips } from '../testing/node-vips';
import { withPngChunk } from '../testing/png-chunk';
import { decoded, drawn, imageOf, pngOf, type Raster } from '../testing/raster';
import { processed } from '../testing/run';
import { tiffOf } from '../testing/tiff-files';
import type { VipsLibrary } from '../vips';
import { jpegHead } from './jpeg-segments';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

/** What a file becomes as a PNG, and what is told of it. */
async function read(file: Uint8Array) {
  const worked = await processed(vips, file, { output: { format: 'png' } });
  if (worked.status !== 'done') throw new Error(`${worked.code}: ${worked.detail}`);
  const notes = worked.notes.map(({ code }) => code);
  return { raster: decoded(vips, new Uint8Array(worked.outputs[0]!.bytes)), notes, reader: worked.reader };
}

const { bits, photometric, samples, extraSamples, sampleFormat, compression } = tiffTag;
const text = (characters: string) => Uint8Array.from(characters, (one) => one.charCodeAt(0));
const joined = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

describe('a TIFF', () => {
  const fourBands = (extra: number) =>
    tiffOf({
      width: 2,
      height: 1,
      tags: { [bits]: [8, 8, 8, 8], [compression]: [1], [photometric]: [2], [samples]: [4], [extraSamples]: [extra] },
      strip: Uint8Array.of(10, 20, 30, 40, 50, 60, 70, 80),
    });

  it('with a channel that is no alpha loses it, which is told', async () => {
    const { raster, notes } = await read(fourBands(0));
    expect([raster.bands, [...raster.data], notes]).toEqual([3, [10, 20, 30, 50, 60, 70], ['channels-dropped']]);
  });

  it('with a channel that is alpha keeps it', async () => {
    const { raster, notes } = await read(fourBands(2));
    expect([raster.bands, [...raster.data], notes]).toEqual([4, [10, 20, 30, 40, 50, 60, 70, 80], []]);
  });

  const threeBands = (colour: number, strip: Uint8Array, tags: Readonly<Record<number, readonly number[]>> = {}) =>
    tiffOf({
      width: strip.length / 3,
      height: 1,
      tags: { [bits]: [8, 8, 8], [compression]: [1], [photometric]: [colour], [samples]: [3], ...tags },
      strip,
    });
  const near = (data: ArrayLike<number>, wanted: readonly number[]) =>
    Math.max(...wanted.map((value, at) => Math.abs(value - data[at]!)));

  it('of Lab is RGB by its formulas', async () => {
    // L from 0 to 100 over 255; a and b with signs (TIFF 6.0, section 23). The last is sRGB’s red.
    const strip = Uint8Array.of(255, 0, 0, 0, 0, 0, 137, 0, 0, 136, 80, 67);
    const { raster } = await read(threeBands(8, strip));
    expect(raster.bands).toBe(3);
    expect(near(raster.data, [255, 255, 255, 0, 0, 0, 128, 128, 128])).toBeLessThanOrEqual(3);
    expect(near(raster.data.slice(9), [255, 0, 0])).toBeLessThanOrEqual(16);
  });

  it('of YCbCr that is not JPEG is RGB', async () => {
    const strip = Uint8Array.of(255, 128, 128, 76, 85, 255, 0, 128, 128);
    const { raster } = await read(threeBands(6, strip, { [tiffTag.chromaSubsampling]: [1, 1] }));
    expect(near(raster.data, [255, 255, 255, 254, 0, 0, 0, 0, 0])).toBeLessThanOrEqual(2);
  });

  it('whose planes are tiles of their own is read as one picture', async () => {
    const side = 16;
    const plane = (sample: (x: number, y: number) => number) =>
      Uint8Array.from({ length: side * side }, (_, at) => sample(at % side, Math.floor(at / side)));
    const strip = joined(plane((x) => 9 * x), plane((_, y) => 7 * y), plane((x, y) => 5 * (x + y))); // prettier-ignore
    const offsets = (first: number) => [0, 1, 2].map((index) => first + index * side * side);
    const file = (first: number) =>
      tiffOf({
        width: side,
        height: side,
        tags: {
          ...{ [bits]: [8, 8, 8], [compression]: [1], [photometric]: [2], [samples]: [3], [tiffTag.planes]: [2] },
          ...{ [tiffTag.tileWidth]: [side], 323: [side], 324: offsets(first), 325: [0, 1, 2].map(() => side * side) },
        },
        strip,
      });
    const { raster } = await read(file(file(0).length - strip.length));
    const at = (x: number, y: number) => [...raster.data.slice(3 * (y * side + x), 3 * (y * side + x) + 3)];
    expect([at(0, 0), at(15, 0), at(3, 11)]).toEqual([
      [0, 0, 0],
      [135, 0, 75],
      [27, 77, 70],
    ]);
  });

  const twelveBits = (colour: number) =>
    tiffOf({
      width: 2,
      height: 1,
      tags: { [bits]: [12], [compression]: [1], [photometric]: [colour], [samples]: [1] },
      strip: Uint8Array.of(0xff, 0xf0, 0x00),
    });

  it('of 12 bits a sample is read by the second reader, at 8, which is told', async () => {
    const { raster, notes, reader } = await read(twelveBits(1));
    expect([[...raster.data], notes, reader]).toEqual([[255, 0], ['depth-reduced'], 'imagemagick']);
  });

  it('of 12 bits a sample where white is 0 is refused by name', async () => {
    expect(await processed(vips, twelveBits(0), {})).toMatchObject({
      code: 'unsupported-format',
      detail: 'TIFF of 12 bits where white is 0 cannot be read here. Convert it to JPEG, PNG, WebP or TIFF first.',
    });
  });

  it('compressed by WebP, which libvips takes for black, is refused by name', async () => {
    const image = vips.Image.black(16, 16, { bands: 3 }).invert();
    const strip = image.webpsaveBuffer({ lossless: true });
    image.delete();
    const tags = { [bits]: [8, 8, 8], [compression]: [50001], [photometric]: [2], [samples]: [3] };
    expect(await processed(vips, tiffOf({ width: 16, height: 16, tags, strip }), {})).toMatchObject({
      code: 'unsupported-format',
      detail: 'TIFF compressed by WebP cannot be read here. Convert it to JPEG, PNG, WebP or TIFF first.',
    });
  });

  it.each([
    ['Zstandard', 50000],
    ['LZMA', 34925],
    ['LERC', 34887],
    ['JPEG 2000', 34712],
  ])('compressed by %s is refused by name', async (name, by) => {
    const tags = { [bits]: [8], [compression]: [by], [photometric]: [1], [samples]: [1] };
    expect(await processed(vips, tiffOf({ width: 2, height: 1, tags, strip: new Uint8Array(2) }), {})).toMatchObject({
      code: 'unsupported-format',
      detail: expect.stringContaining(`TIFF compressed by ${name} cannot be read here.`),
    });
  });

  it('of samples with signs is cut off at 0, which is told', async () => {
    const file = tiffOf({
      width: 2,
      height: 1,
      tags: { [bits]: [16], [compression]: [1], [photometric]: [1], [samples]: [1], [sampleFormat]: [2] },
      strip: new Uint8Array(Int16Array.of(-5, 300).buffer),
    });
    const { raster, notes } = await read(file);
    expect([[...raster.data], notes]).toEqual([[0, 300], ['values-clipped']]);
  });

  it('whose directories lead in a circle has each once', () => {
    const circle = tiffOf({ width: 1, height: 1, tags: { [bits]: [8] }, strip: Uint8Array.of(1), next: 8 });
    expect([...tiffDirectories(new Bytes(circle))].map((page) => page.number(bits))).toEqual([8]);
  });

  it('of 64-bit places has its directory read too', () => {
    const image = vips.Image.black(3, 2);
    try {
      const [page] = tiffDirectories(new Bytes(image.tiffsaveBuffer({ bigtiff: true })));
      expect([page?.number(bits), page?.number(samples), page?.number(tiffTag.dngVersion)]).toEqual([8, 1, null]);
    } finally {
      image.delete();
    }
  });
});

describe('a camera’s raw picture is refused by name, not read as its preview', () => {
  const preview = (tags: Readonly<Record<number, readonly number[]>>) =>
    tiffOf({
      width: 1,
      height: 1,
      tags: { [bits]: [8], [photometric]: [1], [samples]: [1], ...tags },
      strip: Uint8Array.of(9),
    });

  it.each([
    ['by its DNG version', preview({ [tiffTag.dngVersion]: [1, 4, 0, 0] })],
    [
      'by a small first page with the picture beneath it',
      preview({ [tiffTag.subfileType]: [1], [tiffTag.subDirectories]: [8] }),
    ],
    ['by Fujifilm’s mark', text('FUJIFILMCCD-RAW 0201FF389501')],
    ['by Canon’s older mark', joined(text('II*\0\x10\0\0\0CR\x02\0'), new Uint8Array(32))],
    ['by Canon’s newer mark', joined(text('\0\0\0\x18ftypcrx \0\0\0\x01crx isom'), new Uint8Array(32))],
  ])('%s', async (_, file) => {
    expect(await processed(vips, file, {})).toMatchObject({
      status: 'failed',
      code: 'unsupported-format',
      detail: 'Camera raw cannot be read here. Convert it to JPEG, PNG, WebP or TIFF first.',
    });
  });

  it('while a TIFF with a small page beneath it is read', async () => {
    expect((await read(preview({ [tiffTag.subDirectories]: [8] }))).raster.width).toBe(1);
  });
});

it('a TGA of grey with alpha is refused by name', async () => {
  const file = Uint8Array.of(0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 16, 8, 90, 255);
  expect(await processed(vips, file, {})).toMatchObject({
    code: 'unsupported-format',
    detail: 'TGA of grey with alpha cannot be read here. Convert it to JPEG, PNG, WebP or TIFF first.',
  });
});

describe('a PGM', () => {
  it('of fewer levels than its bytes hold has its greatest at white', async () => {
    expect([...(await read(joined(text('P5\n3 1\n15\n'), Uint8Array.of(0, 5, 15)))).raster.data]).toEqual([0, 85, 255]);
  });

  it('of 10 bits with a comment in its header has them over all 16', async () => {
    const file = joined(text('P5 # of a sensor\n2 1\n1023\n'), Uint8Array.of(0x03, 0xff, 0x00, 0x00));
    const { raster } = await read(file);
    expect([raster.depth, [...raster.data]]).toEqual([16, [65535, 0]]);
  });

  it('of all levels is as it is', async () => {
    expect([...(await read(joined(text('P5\n2 1\n255\n'), Uint8Array.of(7, 200)))).raster.data]).toEqual([7, 200]);
  });
});

describe('grey floats are light from 0 to 1', () => {
  const pfm = (...values: number[]) =>
    joined(text(`Pf\n${values.length} 1\n-1.0\n`), new Uint8Array(Float32Array.from(values).buffer));

  it('and become a PNG’s levels by sRGB’s curve', async () => {
    const { raster, notes } = await read(pfm(0, 0.2140411, 1));
    const [black, middle, white] = raster.data;
    expect([black, white]).toEqual([0, raster.depth === 16 ? 65535 : 255]);
    // IEC 61966-2-1: linear 0.2140 is half of the way.
    expect(middle! / white!).toBeCloseTo(0.5, 2);
    expect(notes).not.toContain('values-clipped');
  });

  it('and those above 1 are cut off, which is told', async () => {
    expect((await read(pfm(0, 0.5, 4))).notes).toContain('values-clipped');
  });
});

describe('colours that a PNG states other than by a profile are told where they are not sRGB’s', () => {
  const png = (): Uint8Array =>
    pngOf(
      vips,
      drawn({ width: 2, height: 2, bands: 3, depth: 8 }, (x, y) => 60 * x + 9 * y),
    );
  const gamma = (value: number) => [24, 16, 8, 0].map((shift) => (value >> shift) & 255);

  it.each([
    ['a gamma of 1', 'gAMA', gamma(100_000), ['colours-assumed']],
    ['sRGB’s gamma', 'gAMA', gamma(45_455), []],
    ['BT.2020 with PQ', 'cICP', [9, 16, 0, 1], ['colours-assumed']],
    ['sRGB by code points', 'cICP', [1, 13, 0, 1], []],
  ] as const)('%s', async (_, name, body, expected) => {
    const { raster, notes } = await read(withPngChunk(png(), name, body));
    const plain: Raster = decoded(vips, png());
    expect([raster, notes]).toEqual([plain, [...expected]]);
  });
});

describe('Adobe RGB that EXIF alone says, as cameras write it, is told', () => {
  const picture = drawn({ width: 8, height: 8, bands: 3, depth: 8 }, (x, y) => 20 * x + 9 * y);
  const jpeg = (exif: Uint8Array, icc?: Uint8Array) => {
    const image = imageOf(vips, picture);
    const plain = image.jpegsaveBuffer({ keep: 'none' });
    image.delete();
    return joined(jpegHead({ exif, ...(icc && { icc }) }), plain.subarray(2));
  };

  it.each([
    ['R03 of no stated space', dcfExif(0xffff, 'R03'), ['colours-assumed']],
    ['R98, which is sRGB', dcfExif(1, 'R98'), []],
    ['no stated space alone', dcfExif(0xffff, 'R98'), []],
    ['R03 of sRGB, which contradicts itself', dcfExif(1, 'R03'), []],
  ] as const)('%s', async (_, exif, expected) => {
    expect((await read(jpeg(exif))).notes).toEqual([...expected]);
  });

  it('not where a profile is beside it, which is followed', async () => {
    expect((await read(jpeg(dcfExif(0xffff, 'R03'), matrixProfile(adobeRgb)))).notes).toEqual([]);
  });
});
