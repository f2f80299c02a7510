import { zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Item } from '../../core/dataset/item';
import type { Part } from '../../core/header/loaded-for';
import { parseRecipe } from '../../core/recipe/parse';
import { lackedBy } from '../../core/lacking';
import type { IsolationState } from '../../pwa/isolation';
import { Gatherer } from '../../sources/source';
import type { Engines } from '../../worker/engines';
import { processItem } from '../../worker/process';
import { avifSequence } from '../../worker/testing/avif-sequence';
import { nodeVips } from '../../worker/testing/node-vips';
import { libvipsAlone, limits } from '../../worker/testing/run';
import { tiffOf } from '../../worker/testing/tiff-files';
import { validFiles } from '../../worker/testing/valid-files';
import type { VipsLibrary } from '../../worker/vips';
import { kindOf, type Readable, type Unreadable } from './kind-of';

let vips: VipsLibrary;
let files: ReadonlyMap<string, Uint8Array>;
beforeAll(async () => {
  vips = await nodeVips(['heif', 'jxl', 'resvg']);
  const valid = validFiles(vips);
  const still = valid.get('avif')!.bytes;
  files = new Map([
    ...Array.from(valid, ([name, { bytes }]) => [name, bytes] as const),
    ['animated avif', avifSequence([still, still], { width: 40, height: 30, delays: [100, 100], loop: 0 })],
    // 12 bits a sample, which libvips does not read.
    ['odd tiff', tiff({ 258: [12], 259: [1], 262: [1], 277: [1] })],
  ]);
});

function tiff(tags: Readonly<Record<number, readonly number[]>>, bytes = 3): Uint8Array {
  return tiffOf({ width: 2, height: 1, tags, strip: new Uint8Array(bytes) });
}

const isolated: IsolationState = { isolated: true };
const light: IsolationState = { isolated: false, reason: 'headers', why: 'No headers.', advice: 'Send them.' };

async function itemOf(name: string, content: Uint8Array): Promise<Item> {
  const wide = { maxEntries: 100, maxRatio: 1000, maxBytes: 1e9 };
  const file = new File([new Uint8Array(content)], name);
  for await (const item of new Gatherer(() => wide).gather([{ path: name, file }])) return item;
  throw new Error(`Expected an item of ${name}.`);
}

/** What the page says of a file. */
async function told(
  name: string,
  content: Uint8Array,
  options: Partial<{ isolation: IsolationState; unpacks: boolean }> = {},
): Promise<Readable | Unreadable | null> {
  return kindOf(await itemOf(name, content), { isolation: isolated, unpacks: true, ...options });
}

/** What a worker that has started with nothing asks for when it meets the file; null for nothing. */
async function askedFor(bytes: Uint8Array): Promise<Part | null> {
  const alone = libvipsAlone(vips);
  let asksMagick = false;
  const bare: Engines = {
    ...alone,
    sideModules: [],
    magick: () => {
      asksMagick = true;
      return alone.magick();
    },
  };
  const recipe = parseRecipe({ version: 1, output: { format: 'png' } });
  try {
    await processItem(bare, bytes.slice(), { path: 'in', recipe, limits });
  } catch (error) {
    return lackedBy((error as { code?: unknown }).code)?.[0] ?? Promise.reject(error as Error);
  }
  return asksMagick ? 'imagemagick' : null;
}

it('what the page says has to be loaded for a file is what a worker asks for that meets it, whatever its name', async () => {
  const seen = new Set<Part | null>();
  for (const [name, bytes] of files) {
    const part = await askedFor(bytes);
    seen.add(part);
    for (const called of [`one.${name.split(' ').at(-1)}`, 'one.jpg', 'one.dat', 'one']) {
      // A TGA has no signature; it is looked for under its own name alone.
      if (name.endsWith('tga') && !called.endsWith('tga')) continue;
      expect(await told(called, bytes), `${name} called ${called}`).toMatchObject({ part });
    }
  }
  expect(seen).toEqual(new Set([null, 'heif', 'jxl', 'resvg', 'imagemagick']));
});

describe('an archive’s entry', () => {
  const inZip = (name: string, bytes: Uint8Array, level: 0 | 6) => zipSync({ [name]: [bytes, { level }] });

  it('is told by its content, stored or deflated, without the rest being unpacked', async () => {
    for (const [name, bytes] of files)
      for (const level of [0, 6] as const) {
        const called = name.endsWith('tga') ? 'one.tga' : 'one.jpg';
        const alone = await told(called, bytes);
        expect(await told('a.zip', inZip(called, bytes, level)), `${name}, level ${level}`).toEqual(alone);
      }
  });

  it('that is a TIFF is told by its tags, where it is not large, and by its signature where it is', async () => {
    const oldJpeg = { 258: [8, 8, 8], 259: [6], 262: [6], 277: [3] };
    const cameras = { 258: [16], 259: [1], 262: [32803], 277: [1] };
    const rgb = { 258: [8, 8, 8], 259: [1], 262: [2], 277: [3] };
    for (const level of [0, 6] as const) {
      const kind = (tags: typeof oldJpeg, bytes?: number) => told('a.zip', inZip('one.jpg', tiff(tags, bytes), level));
      expect(await kind(oldJpeg)).toEqual({ format: 'tiff', part: 'imagemagick' });
      expect(await kind(rgb)).toEqual({ format: 'tiff', part: null });
      expect(await kind(cameras)).toEqual({
        path: 'one.jpg',
        why: 'TIFF of a camera’s raw samples cannot be read here.',
      });
      expect(await kind(oldJpeg, 300_000)).toEqual({ format: 'tiff', part: null });
    }
  });

  it('that is called a TGA and is none says so', async () => {
    const text = new TextEncoder().encode('This is no picture. '.repeat(1000));
    expect(await told('a.zip', inZip('one.tga', text, 6))).toMatchObject({ why: expect.stringContaining('no image') });
  });

  it('that is no image says so before the run', async () => {
    const text = new TextEncoder().encode('This is no picture. '.repeat(1000));
    expect(await told('a.zip', inZip('one.png', text, 6))).toEqual({
      path: 'one.png',
      why: 'The content is no image format that we know.',
    });
    expect(await told('a.zip', inZip('one.txt', text, 6))).toBeNull();
  });

  it('is taken by its name where it may not be unpacked, or cannot be', async () => {
    const bmp = files.get('bmp')!;
    expect(await told('a.zip', inZip('one.jpg', bmp, 6), { unpacks: false })).toEqual({ format: 'jpeg', part: null });
    const broken = inZip('one.jpg', bmp, 6);
    broken.fill(0xff, 37, 60);
    expect(await told('a.zip', broken)).toEqual({ format: 'jpeg', part: null });
  });
});

describe('before the run it is told', () => {
  it('that what only libvips reads will not be read without isolation', async () => {
    for (const [name, bytes] of files) {
      const called = `one.${name.split(' ').at(-1)}`;
      const isPlain = /(?:jpeg|png|webp)$/.test(name);
      expect(await told(called, bytes, { isolation: light }), name).toEqual(
        isPlain
          ? { format: name.split(' ').at(-1), part: null }
          : { path: called, why: expect.stringContaining('needs libvips') },
      );
    }
  });

  it.each([
    ['an EXR', 'one.exr', [0x76, 0x2f, 0x31, 0x01, 2, 0, 0, 0], 'OpenEXR cannot be read here.'],
    ['an empty file', 'one.png', [], 'The file has no bytes.'],
    ['other content', 'one.png', [1, 2, 3, 4], 'The content is no image format that we know.'],
  ])('that %s will not be read', async (_, name, bytes, why) => {
    expect(await told(name, Uint8Array.from(bytes))).toEqual({ path: name, why });
  });

  it('nothing of files that are no images, nor called so', async () => {
    expect(await told('labels.txt', new TextEncoder().encode('0 0.5 0.5 0.1 0.1'))).toBeNull();
    expect(await told('empty.txt', new Uint8Array())).toBeNull();
  });
});
