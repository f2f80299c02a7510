import { beforeAll, describe, expect, it } from 'vitest';
import {
  dibIco,
  fifthBmp,
  indexed,
  paletteBmp,
  rasterOfIndexed,
  sixteenBitBmp,
  type PaletteOptions,
} from '../testing/bmp-files';
import { box } from '../testing/boxes';
import { cameraExif, marker } from '../testing/camera-exif';
import { difference } from '../testing/difference';
import { jp2Of } from '../testing/jp2-file';
import { nodeVips } from '../testing/node-vips';
import { scenery } from '../testing/pictures';
import { psdOf, radianceOf } from '../testing/rare-files';
import { decoded, drawn, imageOf, type Raster } from '../testing/raster';
import { output, processed } from '../testing/run';
import { lightOf, meanOf } from '../testing/valid-files';
import { greyTga, packedTga, paletteTga } from '../testing/tga-files';
import type { VipsLibrary } from '../vips';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

async function read(file: Uint8Array, channels = 'keep'): Promise<Raster> {
  const { bytes } = await output(vips, file, { output: { format: 'png', channels } });
  return decoded(vips, new Uint8Array(bytes));
}

const [rgb, rgba, grey] = [scenery(21, 9), scenery(21, 9, 4), scenery(21, 9, 1)];

describe('the second reader gives the very pixels of', () => {
  it.each<[name: string, colours: number, options: PaletteOptions]>([
    ['two colours', 2, { bits: 1 }],
    ['16 colours', 16, { bits: 4 }],
    ['16 colours by RLE4', 16, { bits: 4, packed: true }],
    ['200 colours', 200, { bits: 8 }],
    ['200 colours by RLE8', 200, { bits: 8, packed: true }],
    ['200 colours of OS/2', 200, { bits: 8, header: 12 }],
  ])('a BMP of %s', async (_, colours, options) => {
    const picture = indexed(21, 9, colours);
    expect(await read(paletteBmp(picture, options), 'rgb')).toEqual(rasterOfIndexed(picture));
  });

  it.each([5, 6] as const)('a BMP of 16 bits a pixel, %i of them green, to a level', async (green) => {
    const bits = [5, green, 5];
    const few = drawn(rgb, (x, y, band) => rgb.data[(y * 21 + x) * 3 + band]! >> (8 - bits[band]!));
    const expected = drawn(rgb, (x, y, band) => (few.data[(y * 21 + x) * 3 + band]! * 255) / (2 ** bits[band]! - 1));
    expect(difference(await read(sixteenBitBmp(few, green), 'rgb'), expected).worst).toBeLessThanOrEqual(1);
  });

  it.each<[string, Raster, Uint8Array]>([
    ['a BMP of the fifth version with alpha', rgba, fifthBmp(rgba)],
    ['a TGA packed by runs', rgb, packedTga(rgb)],
    ['a grey TGA', grey, greyTga(grey)],
    ['a grey TGA packed by runs', grey, packedTga(grey)],
    ['a TGA of a palette', rasterOfIndexed(indexed(21, 9, 200)), paletteTga(indexed(21, 9, 200))],
    ['a Photoshop file by PackBits', rgb, psdOf(rgb, { packed: true })],
    ['a grey Photoshop file by PackBits', grey, psdOf(grey, { packed: true })],
    ['a JPEG 2000 without loss', scenery(16, 12), jp2Of()],
  ])('%s', async (_, expected, file) => {
    expect(await read(file)).toEqual(expected);
  });

  it('an icon whose picture has a mask', async () => {
    const cut = drawn({ width: 16, height: 16, bands: 4, depth: 8 }, (x, y, band) =>
      band === 3 ? ((x + y) % 3 === 0 ? 0 : 255) : x * 9 + y * 5 + band * 20,
    );
    const found = await read(dibIco(cut));
    const shown = ({ data }: Raster) => Array.from(data, (sample, i) => (data[i - (i % 4) + 3] === 0 ? 0 : sample));
    expect(shown(found)).toEqual(shown(cut));
  });
});

it('a Photoshop file with alpha comes with its colours where it is opaque, and its alpha', async () => {
  const found = await read(psdOf(rgba, { clear: true }));
  const alphas = ({ data }: Raster) => Array.from(data).filter((_, i) => i % 4 === 3);
  expect(alphas(found)).toEqual(alphas(rgba));
  for (let i = 0; i < found.data.length; i += 4)
    if (rgba.data[i + 3] === 255) expect([...found.data.slice(i, i + 3)]).toEqual([...rgba.data.slice(i, i + 3)]);
});

it('a channel of a Photoshop file that is a selection is dropped, which is told', async () => {
  const worked = await processed(vips, psdOf(rgba), { output: { format: 'png' } });
  const detail = 'The Photoshop file has 4 channels, of which 3 are read.';
  expect(worked).toMatchObject({ status: 'done', notes: [{ code: 'channels-dropped', detail }] });
});

it('a Photoshop file of CMYK comes out as a TIFF of the same inks does', async () => {
  const inks = scenery(21, 9, 4);
  const plain = imageOf(vips, inks);
  const cmyk = plain.copy({ interpretation: 'cmyk' });
  const tiff = cmyk.tiffsaveBuffer({ compression: 'none' });
  for (const handle of [plain, cmyk]) handle.delete();
  expect(await read(psdOf(inks, { cmyk: true }))).toEqual(await read(tiff));
});

describe('a Radiance HDR', () => {
  const file = radianceOf(rgb, (x, y, band) => lightOf(rgb, x, y, band));

  it.each(['png', 'jpeg', 'webp', 'tiff'])(
    'becomes a %s of its colours, grey where that is asked for',
    async (format) => {
      const options = { format, quality: 100, subsampling: '4:4:4', lossless: true, tiff: { bitdepth: 8 } };
      for (const [channels, expected] of [
        ['keep', meanOf(rgb)],
        ['grey', null],
      ] as const) {
        const worked = await processed(vips, file, { output: { ...options, channels } });
        if (worked.status !== 'done') throw new Error(worked.detail);
        expect(worked.notes).toMatchObject([{ code: 'depth-reduced' }]);
        const found = decoded(vips, new Uint8Array(worked.outputs[0]!.bytes));
        if (expected)
          for (const [band, value] of meanOf(found).entries())
            expect(Math.abs(value - expected[band]!)).toBeLessThan(2);
        else if (format !== 'webp') expect(found.bands).toBe(1);
      }
    },
  );

  it('goes through steps', async () => {
    const steps = [{ op: 'resize', width: 10, height: 4, fit: 'stretch' }, { op: 'grayscale' }];
    expect(await output(vips, file, { steps, output: { format: 'jpeg' } })).toMatchObject({ width: 10, height: 4 });
  });

  it('stays floats in a TIFF', async () => {
    const { bytes } = await output(vips, file, { output: { format: 'tiff' } });
    const image = vips.Image.newFromBuffer(new Uint8Array(bytes));
    expect([String(image.format), image.bands]).toEqual(['float', 3]);
    image.delete();
  });
});

it('EXIF, XMP and IPTC in boxes of JPEG 2000 arrive where they are kept', async () => {
  const letters = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0));
  const small = imageOf(vips, scenery(8, 8));
  const exif = cameraExif(1, small.jpegsaveBuffer({ keep: 'none' }));
  small.delete();
  const file = jp2Of([
    ...box('uuid', ...letters('JpgTiffExif->JP2'), ...exif),
    ...box(
      'uuid',
      ...letters('\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac<x:xmpmeta>ACME</x:xmpmeta>'),
    ),
    ...box(
      'uuid',
      ...letters('\x33\xc7\xa4\xd2\xb8\x1d\x47\x23\xa0\xba\xf1\xa3\xe0\x97\xad\x38\x1c\x02\x78\0\x05fable'),
    ),
  ]);
  const { bytes } = await output(vips, file, { output: { format: 'jpeg', keep: 'all' } });
  const image = vips.Image.newFromBuffer(new Uint8Array(bytes));
  expect(image.getString('exif-ifd0-Artist')).toContain(marker);
  expect(Buffer.from(image.getBlob('xmp-data')).toString()).toContain('ACME');
  expect(Buffer.from(image.getBlob('iptc-data')).toString()).toContain('fable');
  image.delete();
});
