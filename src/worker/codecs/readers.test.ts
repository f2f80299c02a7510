import { beforeAll, describe, expect, it } from 'vitest';
import { corpusFile, noCorpus } from '../testing/corpus';
import { nodeVips } from '../testing/node-vips';
import { decoded, drawn, pngOf, type Raster } from '../testing/raster';
import { bmpOf, icoOf, psdOf, qoiOf, tgaOf } from '../testing/rare-files';
import { output, processed } from '../testing/run';
import type { VipsLibrary } from '../vips';
import { readerOf } from '../../core/header/readers';

let vips: VipsLibrary;
let withSvg: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
  withSvg = await nodeVips(['resvg']);
});

/** No two rows, columns or bands alike, odd sides. */
const picture = (bands: number, depth: 8 | 16 = 8): Raster =>
  drawn({ width: 7, height: 5, bands, depth }, (x, y, band) => (depth === 8 ? 1 : 257) * (x * 30 + y * 9 + band * 5));

const asPng = { output: { format: 'png' } } as const;

async function read(file: Uint8Array): Promise<Raster> {
  const { bytes } = await output(vips, file, asPng);
  return decoded(vips, new Uint8Array(bytes));
}

describe('the second reader gives the very pixels of', () => {
  const rgb = picture(3);
  const rgba = picture(4);
  it.each([
    ['a BMP from the bottom up', rgb, bmpOf(rgb, { bottomUp: true })],
    ['a BMP from the top down', rgb, bmpOf(rgb, { bottomUp: false })],
    ['a BMP with alpha', rgba, bmpOf(rgba, { bottomUp: true })],
    ['a TGA from the bottom up', rgb, tgaOf(rgb, { bottomUp: true })],
    ['a TGA from the top down', rgb, tgaOf(rgb, { bottomUp: false })],
    ['a TGA with alpha', rgba, tgaOf(rgba, { bottomUp: true })],
    ['a QOI', rgb, qoiOf(rgb)],
    ['a QOI with alpha', rgba, qoiOf(rgba)],
    ['a Photoshop file', rgb, psdOf(rgb)],
    ['a grey Photoshop file', picture(1), psdOf(picture(1))],
  ])('%s', async (_, expected, file) => {
    expect(await read(file)).toEqual(expected);
  });

  it('the largest picture of an icon', async () => {
    const small = drawn({ width: 4, height: 4, bands: 4, depth: 8 }, () => 200);
    const large = drawn({ width: 16, height: 16, bands: 4, depth: 8 }, (x, y, band) => x * 9 + y * 5 + band * 20);
    const file = icoOf([small, large, small].map((one) => ({ side: one.width, png: pngOf(vips, one) })));
    expect(await read(file)).toEqual(large);
  });
});

it('what the second reader reduces to 8 bits is told', async () => {
  const worked = await processed(vips, psdOf(picture(3, 16)), asPng);
  expect(worked).toMatchObject({ status: 'done', reader: 'imagemagick', format: 'psd' });
  expect(worked.notes).toEqual([
    { code: 'depth-reduced', detail: 'Photoshop is read at 8 bits a sample; the file has 16.' },
  ]);
});

it('a file of such a format that is cut short or empty behind its header fails with a code', async () => {
  const rgb = picture(3);
  for (const file of [bmpOf(rgb, { bottomUp: true }), qoiOf(rgb), psdOf(rgb)]) {
    for (const length of [20, 60]) {
      const worked = await processed(vips, file.slice(0, length), asPng);
      expect(worked.status, `${length} bytes`).not.toBe('done');
      expect(worked, `${length} bytes`).toHaveProperty('code');
    }
  }
});

it('text that begins like a TGA is none', async () => {
  const text = new TextEncoder().encode('\0\0\u0002 0.5 0.5 0.1 0.1\n');
  expect(await processed(vips, text, asPng)).toMatchObject({ status: 'skipped', code: 'not-an-image' });
});

it('asks for another worker where libvips has started without what a file needs', async () => {
  const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>');
  await expect(processed(vips, svg, asPng)).rejects.toMatchObject({ code: 'lacks:resvg' });
});

describe('an SVG', () => {
  const svg = (inside: string, size = 'width="30" height="20"') =>
    new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg" ${size}>${inside}</svg>`);
  const red = '<rect width="15" height="20" fill="#f00"/>';

  it('is drawn as wide as `input.svgWidth` says', async () => {
    const worked = await processed(withSvg, svg(red), { ...asPng, input: { svgWidth: 60 } });
    expect(worked).toMatchObject({ status: 'done', reader: 'libvips', width: 60, height: 40 });
    const [file] = worked.status === 'done' ? worked.outputs : [];
    const { data } = decoded(withSvg, new Uint8Array(file!.bytes));
    expect([...data.subarray(0, 4)]).toEqual([255, 0, 0, 255]);
    expect([...data.subarray(-4)]).toEqual([0, 0, 0, 0]);
  });

  it('runs no script and asks for nothing outside of it', async () => {
    const asked: string[] = [];
    const fetched = globalThis.fetch;
    globalThis.fetch = (address) => {
      asked.push(String(address));
      return Promise.reject(new Error('no'));
    };
    try {
      const links =
        '<image href="http://127.0.0.1:9/a.png" width="30" height="20"/><image href="file:///etc/hostname"/>';
      const hostile = svg(`<script>globalThis.ran = true</script>${links}${red}`);
      const { bytes } = await output(withSvg, hostile, { ...asPng, input: { svgWidth: 30 } });
      expect(decoded(withSvg, new Uint8Array(bytes))).toEqual(
        decoded(
          withSvg,
          new Uint8Array((await output(withSvg, svg(red), { ...asPng, input: { svgWidth: 30 } })).bytes),
        ),
      );
      expect([asked, 'ran' in globalThis]).toEqual([[], false]);
    } finally {
      globalThis.fetch = fetched;
    }
  });

  it('with text says that text is not drawn, for want of fonts', async () => {
    const worked = await processed(withSvg, svg(`${red}<text x="2" y="15">Hi</text>`), asPng);
    expect(worked.notes).toEqual([{ code: 'text-not-drawn', detail: expect.stringContaining('no fonts') }]);
    expect((await processed(withSvg, svg(red), asPng)).notes).toEqual([]);
  });

  it('larger than the limit is refused before it is drawn', async () => {
    expect(await processed(withSvg, svg('', 'width="1" height="1e6"'), asPng)).toMatchObject({ code: 'too-large' });
  });
});

describe.skipIf(noCorpus)('with the corpus', () => {
  it('files that libvips reads wrong, or not at all, are the second reader’s', async () => {
    for (const [path, format, width, height] of [
      ['decoders/tiff/libvips/ojpeg-strip.tif', 'tiff', 160, 160],
      ['decoders/tiff/libvips/ojpeg-tile.tif', 'tiff', 234, 213],
      ['decoders/avif/pillow/star.avifs', 'avif', 159, 159],
      ['decoders/heic/pillow/hopper.heif', 'heif', 128, 128],
    ] as const) {
      const file = corpusFile(path);
      expect(readerOf(format, file)?.by, path).toBe('imagemagick');
      const raster = await read(file);
      expect([raster.width, raster.height], path).toEqual([width, height]);
      const mean = Array.from(raster.data).reduce((sum, sample) => sum + sample, 0) / raster.data.length;
      // A tiled one was all black by libvips.
      expect(mean, path).toBeGreaterThan(20);
    }
  });

  it('an animated AVIF is no matter of the side module, and other TIFFs stay with libvips', () => {
    expect(readerOf('tiff', corpusFile('decoders/tiff/libvips/1bit.tif'))?.by).toBe('libvips');
    expect(readerOf('avif', corpusFile('decoders/avif/pillow/hopper.avif'))).toMatchObject({
      by: 'libvips',
      needs: ['heif'],
    });
  });
});
