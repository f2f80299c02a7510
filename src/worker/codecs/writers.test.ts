import { beforeAll, describe, expect, it } from 'vitest';
import { nodeVips } from '../testing/node-vips';
import { noise, scenery } from '../testing/pictures';
import { decoded, drawn, imageOf, pngOf, type Raster } from '../testing/raster';
import { output, processed } from '../testing/run';
import type { VipsLibrary } from '../vips';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips(['heif', 'jxl']);
});

type Options = Readonly<Record<string, unknown>>;

const done = async (from: Raster | Uint8Array, options: Options) => {
  const file = from instanceof Uint8Array ? from : pngOf(vips, from);
  const worked = await processed(vips, file, { output: options });
  if (worked.status !== 'done') throw new Error(`${worked.code}: ${worked.detail}`);
  return { bytes: new Uint8Array(worked.outputs[0]!.bytes), extension: worked.outputs[0]!.extension, worked };
};

const read = async (file: Uint8Array) =>
  decoded(vips, new Uint8Array((await output(vips, file, { output: { format: 'png' } })).bytes));

describe('decoded, encoded without loss and decoded again, pixels are as they were, as', () => {
  const everyShape = ([8, 16] as const).flatMap((depth) => [1, 2, 3, 4].map((bands) => [bands, depth] as const));
  const kinds: readonly (readonly [name: string, options: Options, shapes: readonly (readonly [number, 8 | 16])[]])[] =
    [
      ['PNG', { format: 'png' }, everyShape],
      ['TIFF', { format: 'tiff' }, everyShape],
      [
        'tiled LZW TIFF',
        { format: 'tiff', tiff: { compression: 'lzw', tile: true, tileWidth: 32, tileHeight: 16 } },
        [
          [3, 8],
          [4, 16],
        ],
      ],
      [
        'WebP',
        { format: 'webp', lossless: true },
        [
          [3, 8],
          [4, 8],
        ],
      ],
      [
        'JPEG XL',
        { format: 'jxl', lossless: true },
        [
          [1, 8],
          [2, 8],
          [3, 8],
          [4, 8],
          [1, 16],
          [2, 16],
          [3, 16],
          [4, 16],
        ],
      ],
      [
        'AVIF',
        { format: 'avif', lossless: true },
        [
          [3, 8],
          [4, 8],
        ],
      ],
      [
        'PPM',
        { format: 'ppm' },
        [
          [1, 8],
          [3, 8],
          [1, 16],
          [3, 16],
        ],
      ],
      [
        'BMP',
        { format: 'bmp' },
        [
          [3, 8],
          [4, 8],
        ],
      ],
      [
        'QOI',
        { format: 'qoi' },
        [
          [3, 8],
          [4, 8],
        ],
      ],
    ];
  it.each(
    kinds.flatMap(([name, options, shapes]) => shapes.map(([bands, depth]) => ({ name, options, bands, depth }))),
  )('$name of $bands bands of $depth bits', async ({ options, bands, depth }) => {
    const steps = drawn({ width: 37, height: 23, bands, depth }, (x, y, band) => 9 * x + 700 * (y % 5) + 31 * band);
    for (const from of [noise(37, 23, bands, depth), steps]) {
      const { bytes, worked } = await done(from, options);
      expect(await read(bytes)).toEqual(from);
      expect(worked.notes).toEqual([]);
    }
  });

  it('a grey BMP, by its palette', async () => {
    const grey = noise(13, 7, 1);
    const { data } = await read((await done(grey, { format: 'bmp' })).bytes);
    const bands = data.length / grey.data.length;
    expect(Array.from(data).filter((_, i) => i % bands === 0)).toEqual(Array.from(grey.data));
  });
});

describe('for `maxBytes`', () => {
  const picture = scenery(120, 90);
  /** Little effort, where much of it takes long and is nothing to the search. */
  const quick = { avif: { avif: { effort: 0 } }, jxl: { jxl: { effort: 1 } } };

  it.each(['jpeg', 'webp', 'avif', 'jxl'] as const)(
    'the quality of %s is found that fits, of which one step more does not, and told',
    async (format) => {
      const options = { format, ...quick[format as keyof typeof quick] };
      const known = (await done(picture, { ...options, quality: 60 })).bytes;
      for (const spare of [0, 1]) {
        const maxBytes = known.length + spare;
        const { bytes, worked } = await done(picture, { ...options, quality: 95, maxBytes });
        const [note] = worked.notes;
        const quality = Number(/^The quality is (\d+) instead of 95/.exec(note?.detail ?? '')?.[1]);
        const detail = `The quality is ${quality} instead of 95: the file has ${bytes.length} bytes, and may have ${maxBytes}.`;
        expect(worked.notes).toEqual([{ code: 'quality-lowered', detail }]);
        expect(quality).toBeGreaterThanOrEqual(60);
        expect((await done(picture, { ...options, quality })).bytes).toEqual(bytes);
        expect(bytes.length).toBeLessThanOrEqual(maxBytes);
        const more = await done(picture, { ...options, quality: quality + 1 });
        expect(more.bytes.length).toBeGreaterThan(maxBytes);
        // As large as may be is nothing to tell.
        expect((await done(picture, { ...options, quality, maxBytes })).worked.notes).toEqual([]);
      }
    },
  );

  it.each(['jpeg', 'webp', 'avif', 'jxl'])('a size that no quality of %s comes to is told', async (format) => {
    const { notes } = (await done(scenery(20, 16), { format, maxBytes: 20 })).worked;
    expect(notes).toMatchObject([{ code: 'size-missed' }, { code: 'quality-lowered' }]);
  });
});

describe('what a format cannot hold is changed and told:', () => {
  const half = drawn({ width: 8, height: 8, bands: 4, depth: 8 }, (_x, _y, band) => (band === 3 ? 0 : 20));

  it.each(['jpeg', 'ppm'])('transparency in %s, by the background', async (format) => {
    const { bytes, worked } = await done(half, { format, background: '#ff0000', quality: 100, subsampling: '4:4:4' });
    expect(worked.notes).toMatchObject([{ code: 'alpha-flattened' }]);
    const { data } = await read(bytes);
    expect(data[0]).toBeGreaterThan(250);
    expect(data[1]).toBeLessThan(5);
  });

  it.each<[name: string, bits: number, options: Options]>([
    ['JPEG', 8, { format: 'jpeg' }],
    ['WebP', 8, { format: 'webp' }],
    ['AVIF', 8, { format: 'avif' }],
    ['AVIF', 10, { format: 'avif', avif: { bitdepth: 10 } }],
    ['AVIF', 12, { format: 'avif', avif: { bitdepth: 12 } }],
    ['GIF', 8, { format: 'gif' }],
    ['BMP', 8, { format: 'bmp' }],
    ['QOI', 8, { format: 'qoi' }],
    ['TIFF', 8, { format: 'tiff', tiff: { bitdepth: 8 } }],
  ])('16 bits and floats in %s of %i', async (name, bits, options) => {
    const plain = imageOf(vips, noise(9, 9, 3, 16));
    const light = plain.colourspace('scrgb');
    for (const [image, had] of [
      [plain, '16'],
      [light, 'floats'],
    ] as const) {
      const { worked } = await done(image.tiffsaveBuffer(), options);
      const detail = `${name} is written with ${bits} bits a sample; there were ${had}.`;
      expect(worked.notes).toContainEqual({ code: 'depth-reduced', detail });
    }
    for (const handle of [plain, light]) handle.delete();
  });

  it('no depth of an AVIF of 10 bits in one of as many', async () => {
    const source = await done(noise(9, 9, 3, 16), { format: 'avif', avif: { bitdepth: 10 } });
    expect((await done(source.bytes, { format: 'avif', avif: { bitdepth: 10 } })).worked.notes).toEqual([]);
    expect((await done(source.bytes, { format: 'avif' })).worked.notes).toMatchObject([
      { detail: 'AVIF is written with 8 bits a sample; there were 10.' },
    ]);
  });

  it('alpha and 16 bits in a TIFF compressed by JPEG, by deflate', async () => {
    const options = { format: 'tiff', tiff: { compression: 'jpeg' } };
    for (const from of [noise(20, 20, 4), noise(20, 20, 3, 16)])
      expect((await done(from, options)).worked.notes).toMatchObject([{ code: 'compression-changed' }]);
    expect((await done(noise(20, 20, 3), options)).worked.notes).toEqual([]);
  });

  it.each(['avif', 'jxl', 'gif', 'ppm', 'bmp', 'qoi'])('an orientation in %s, by turning', async (format) => {
    const { worked } = await done(pngOf(vips, noise(9, 5, 3), 6), { format });
    expect(worked.notes).toContainEqual(expect.objectContaining({ code: 'auto-oriented' }));
    expect(worked.status === 'done' && worked.outputs).toMatchObject([{ width: 5, height: 9 }]);
  });

  it('colours beyond a GIF’s palette, and its alpha beyond clear and opaque', async () => {
    const codes = async (from: Raster, gif?: object) =>
      (await done(from, { format: 'gif', ...(gif && { gif }) })).worked.notes.map(({ code }) => code);
    const few = drawn({ width: 20, height: 20, bands: 4, depth: 8 }, (x, y, band) =>
      band === 3 ? 255 * (x % 2) : 12 * y,
    );
    expect(await codes(scenery(60, 40))).toEqual(['colours-reduced']);
    expect(await codes(few)).toEqual([]);
    expect(await codes(few, { bitdepth: 4 })).toEqual(['colours-reduced']);
    const veiled = drawn({ width: 20, height: 20, bands: 4, depth: 8 }, (_x, y, band) => (band === 3 ? 128 : 12 * y));
    expect(await codes(veiled)).toEqual(['alpha-reduced']);
  });

  it('nothing of a picture of 200 colours in GIF', async () => {
    const picture = drawn({ width: 20, height: 20, bands: 3, depth: 8 }, (x, y, band) =>
      band === 1 ? 255 - ((y * 20 + x) % 200) : (y * 20 + x) % 200,
    );
    const { bytes, worked } = await done(picture, { format: 'gif' });
    const back = await output(vips, bytes, { output: { format: 'png', channels: 'rgb' } });
    expect([decoded(vips, new Uint8Array(back.bytes)), worked.notes]).toEqual([picture, []]);
  });
});

it.each<[string, 1 | 3, Options]>([
  ['TIFF', 1, { format: 'tiff' }],
  ['TIFF', 3, { format: 'tiff' }],
  ['JPEG XL', 1, { format: 'jxl', lossless: true }],
  ['JPEG XL', 3, { format: 'jxl', lossless: true }],
])('floats survive to %s, in %i bands', async (_, bands, options) => {
  const plain = imageOf(vips, noise(9, 7, 3));
  const three = plain.colourspace('scrgb');
  const floats = bands === 3 ? three.copy() : three.extractBand(0);
  const file = floats.tiffsaveBuffer({ compression: 'none' });
  const { bytes, worked } = await done(file, options);
  const back = vips.Image.newFromBuffer(bytes);
  const off = back.subtract(floats).abs();
  expect([String(back.format), back.bands, off.max(), worked.notes]).toEqual(['float', bands, 0, []]);
  // And back again, by the worker's own way.
  const again = vips.Image.newFromBuffer((await done(bytes, { format: 'tiff' })).bytes);
  const left = again.subtract(floats).abs();
  expect([String(again.format), left.max()]).toEqual(['float', 0]);
  for (const handle of [plain, three, floats, back, off, again, left]) handle.delete();
});
