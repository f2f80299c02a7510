import { beforeAll, describe, expect, it, test } from 'vitest';
import type { Header } from '../core/header/header';
import { readHeader } from '../core/header/read';
import type { BrowserReader } from './browser-decoder';
import { jpegHead } from './codecs/jpeg-segments';
import { eighthsFor, prefersBrowser, suitsBrowser } from './route';
import { adobeRgb, matrixProfile } from './testing/matrix-profile';
import { nodeVips } from './testing/node-vips';
import { scenery } from './testing/pictures';
import { withPngChunk } from './testing/png-chunk';
import { imageOf, pngOf } from './testing/raster';
import type { VipsLibrary } from './vips';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

const chromium = { by: 'frames', readsBack: true, shrinks: true, keepsAlpha: true, converts: true } as const;
const canvas = { by: 'canvas', readsBack: true, shrinks: false, keepsAlpha: false, converts: false } as const;

function headerOf(bytes: Uint8Array): Header {
  const { header } = readHeader(bytes);
  if (!header) throw new Error('Expected a file with a header.');
  return header;
}

type Saved = { readonly subsampling?: 'on' | 'off'; readonly interlaced?: boolean };

function jpeg(space: 'b-w' | 'srgb' | 'cmyk' = 'srgb', { subsampling = 'on', interlaced = false }: Saved = {}) {
  const plain = imageOf(vips, scenery(64, 48));
  const image = space === 'cmyk' ? plain.iccTransform('cmyk', { input_profile: 'srgb' }) : plain.colourspace(space);
  const file = image.jpegsaveBuffer({ keep: 'none', subsample_mode: subsampling, interlace: interlaced });
  for (const handle of [plain, image]) handle.delete();
  return file.slice();
}

const withProfile = (icc: Uint8Array, file = jpeg()) => Uint8Array.from([...jpegHead({ icc }), ...file.subarray(2)]);

/** A profile that converts by a table beside its matrix: which of the two is taken is whoever's choice. */
function tableProfile(): Uint8Array {
  const profile = matrixProfile(adobeRgb);
  const at = Buffer.from(profile).indexOf('rTRC', 128, 'latin1');
  profile.set(Buffer.from('A2B0', 'latin1'), at);
  return profile;
}

const webp = (bands: number) => {
  const image = imageOf(vips, scenery(64, 48, bands));
  const file = image.webpsaveBuffer({ keep: 'none' }).slice();
  image.delete();
  return file;
};
const png = (bands: number, depth: 8 | 16 = 8) => pngOf(vips, scenery(64, 48, bands, depth));

const suits = (bytes: Uint8Array, browser: BrowserReader = chromium, keepsProfile = false) =>
  suitsBrowser(headerOf(bytes), bytes, { keepsProfile }, browser);

describe('the browser’s decoder is right for', () => {
  it.each([
    ['a JPEG of 4:2:0', () => jpeg()],
    ['one of 4:4:4', () => jpeg('srgb', { subsampling: 'off' })],
    ['a progressive one', () => jpeg('srgb', { interlaced: true })],
    ['a grey one', () => jpeg('b-w')],
    ['a PNG', () => png(3)],
    ['a transparent PNG', () => png(4)],
    ['an opaque WebP', () => webp(3)],
    ['a transparent WebP', () => webp(4)],
  ])('%s', async (_, file) => {
    expect(await suits(file())).toBe('stored');
  });

  it('a JPEG with a profile of curves and a matrix, converted unless the profile is kept', async () => {
    const file = withProfile(matrixProfile(adobeRgb));
    expect(await suits(file)).toBe('srgb');
    expect(await suits(file, chromium, true)).toBe('stored');
    expect(await suits(file, { ...chromium, converts: false })).toBeNull();
  });
});

describe('libvips decodes', () => {
  it.each([
    ['CMYK', () => jpeg('cmyk')],
    ['a profile that converts by a table', () => withProfile(tableProfile())],
    ['an RGB profile in a grey JPEG', () => withProfile(matrixProfile(adobeRgb), jpeg('b-w'))],
    ['a JPEG without its end marker', () => jpeg().subarray(0, -2)],
    ['a JPEG cut in its scan', () => jpeg().subarray(0, -200)],
    ['a PNG of 16 bits', () => png(3, 16)],
    ['an animated PNG', () => withPngChunk(png(3), 'acTL', [0, 0, 0, 2, 0, 0, 0, 0])],
    ['a PNG with a gamma of its own', () => withPngChunk(png(3), 'gAMA', [0, 1, 134, 160])],
    ['a PNG of a high range', () => withPngChunk(png(3), 'cICP', [9, 16, 0, 1])],
    ['a PNG without its end', () => png(3).subarray(0, -12)],
  ])('%s', async (_, file) => {
    expect(await suits(file())).toBeNull();
  });

  it('transparent colours where a browser premultiplies them, and an opaque WebP where a canvas adds noise', async () => {
    expect(await suits(png(4), canvas)).toBeNull();
    expect(await suits(webp(4), canvas)).toBeNull();
    expect(await suits(webp(3), { ...canvas, readsBack: false })).toBeNull();
    expect(await suits(webp(3), canvas)).toBe('stored');
  });
});

describe('of what both read right, the browser decodes what it was measured to decode faster:', () => {
  const like = (file: Uint8Array, changes: Partial<Header> = {}): Header => ({ ...headerOf(file), ...changes });

  it('JPEG where it shrinks, PNG where it keeps alpha', () => {
    expect(prefersBrowser(like(jpeg()), chromium)).toBe(true);
    expect(prefersBrowser(like(jpeg()), { ...chromium, shrinks: false })).toBe(false);
    expect(prefersBrowser(like(png(4)), chromium)).toBe(true);
    expect(prefersBrowser(like(png(4)), { ...chromium, keepsAlpha: false })).toBe(false);
    expect(prefersBrowser(like(png(2)), chromium)).toBe(false);
    expect(prefersBrowser(like(webp(3)), chromium)).toBe(false);
    expect(prefersBrowser(like(jpeg()), null)).toBe(false);
  });

  it('and never more pixels than our kernels take, 33.5 million', () => {
    expect(prefersBrowser(like(jpeg(), { width: 2 ** 13, height: 2 ** 12 }), chromium)).toBe(true);
    expect(prefersBrowser(like(jpeg(), { width: 2 ** 13, height: 2 ** 12 + 1 }), chromium)).toBe(false);
  });
});

/** A JPEG of 3:2, wanted at a scale by which so many eighths of its sides are a given number of times what is taken. */
test.each([
  ['above 6 MP 1.15 times what is taken is enough', 6000, 4000, 0.249 / 1.15, 'stored', 2],
  ['and no less is', 6000, 4000, 0.251 / 1.15, 'stored', 4],
  ['also where it is converted', 6000, 4000, 0.249 / 1.15, 'srgb', 2],
  ['of 6 MP the same', 3000, 2000, 0.499 / 1.15, 'stored', 4],
  ['below 6 MP 1.7 times is', 2994, 2000, 0.499 / 1.7, 'stored', 4],
  ['and no less', 2994, 2000, 0.503 / 1.7, 'stored', 8],
  ['but nothing is shrunk where it is converted', 2994, 2000, 0.01, 'srgb', 8],
  ['an eighth is the least', 6000, 4000, 0.001, 'stored', 1],
  ['the whole image is decoded where nothing shrinks', 6000, 4000, 1, 'stored', 8],
] as const)('the browser shrinks a JPEG while it decodes: %s', (_, width, height, density, colours, expected) => {
  expect(eighthsFor({ format: 'jpeg', width, height }, density, colours)).toBe(expected);
});

test('a PNG is never shrunk while it is decoded', () => {
  expect(eighthsFor({ format: 'png', width: 6000, height: 4000 }, 0.01, 'stored')).toBe(8);
});
