import { expect } from 'vitest';
import type { WrittenFormat } from '../codecs/writers';
import { difference } from './difference';
import { noise, scenery } from './pictures';
import { drawn, type Raster } from './raster';
import type { Facts } from './written-facts';

/** Options by their way in the recipe's `output`: `quality`, `png.palette`. */
export type Options = Readonly<Record<string, unknown>>;

/** A file that was written: its bytes, what its head says, its pixels by a decoder. */
export interface Made {
  readonly bytes: number;
  readonly facts: Facts;
  readonly pixels: Raster;
  readonly notes: readonly string[];
}

export interface Row {
  readonly format: WrittenFormat;
  readonly option: string;
  readonly value: unknown;
  /** What is set in both files. */
  readonly beside?: Options;
  /** `scene` where none is given. */
  readonly from?: Raster | 'animation';
  /** Holds the file without the option against the one with it. */
  readonly says: (without: Made, set: Made, from: Raster) => void;
}

/** What is written where a row says no other picture. */
export const scene = scenery(48, 32);
const veiled = scenery(48, 32, 4);

const off = (made: Made, from: Raster) => difference(made.pixels, from).mean;
const smaller: Row['says'] = (without, set) => expect(set.bytes).toBeLessThan(without.bytes);
/** By a quality, which is told. */
const within =
  (most: number): Row['says'] =>
  (_, { bytes, notes }) => {
    expect(bytes).toBeLessThanOrEqual(most);
    expect(notes).toEqual([expect.stringContaining(`the file has ${bytes} bytes, and may have ${most}.`)]);
  };
/** Of lossy formats: fewer bytes, and pixels that are farther off than those of the default, which are near. */
const coarser: Row['says'] = (without, set, from) => {
  expect(off(without, from)).toBeLessThan(4);
  expect(set.bytes).toBeLessThan(without.bytes);
  expect(off(set, from)).toBeGreaterThan(off(without, from));
};
const exactly: Row['says'] = (without, set, from) => {
  expect(off(without, from)).toBeGreaterThan(0.1);
  expect(set.pixels).toEqual(from);
};
const samePixels: Row['says'] = (without, set) => {
  expect(set.bytes).toBeLessThan(without.bytes);
  expect(set.pixels).toEqual(without.pixels);
};
const fact =
  (name: string, without: Facts[string] | undefined, set: Facts[string] | undefined): Row['says'] =>
  (one, other) =>
    expect([one.facts[name], other.facts[name]]).toEqual([without, set]);
/** Red, green and blue alike, as near as the format keeps them. */
const grey: Row['says'] = (_, { pixels }) => {
  const { bands, data } = pixels;
  for (let i = 0; bands > 2 && i < data.length; i += bands) {
    const three = [data[i]!, data[i + 1]!, data[i + 2]!];
    expect(Math.max(...three) - Math.min(...three)).toBeLessThanOrEqual(4);
  }
};
const both =
  (...all: Row['says'][]): Row['says'] =>
  (...args) =>
    all.forEach((says) => says(...args));

/** How often a sample differs from the one to its left: dithering breaks flat areas up. */
function changes({ width, bands, data }: Raster): number {
  let found = 0;
  for (let i = bands; i < data.length; i++) if (i % (width * bands) >= bands && data[i] !== data[i - bands]) found++;
  return found;
}
const flatter: Row['says'] = (without, set) => expect(changes(set.pixels)).toBeLessThan(0.7 * changes(without.pixels));

/** Red on blue: where the colour's resolution is seen. */
const edges = drawn({ width: 48, height: 32, bands: 3, depth: 8 }, (x, y, band) =>
  (x + y) % 7 < 3 === (band === 0) && band !== 1 ? 255 : 0,
);
const flat = drawn({ width: 48, height: 32, bands: 3, depth: 8 }, (x, _y, band) => 90 + 40 * (x >> 4) + 5 * band);
const deep = noise(24, 16, 3, 16);
const quick = { avif: { 'avif.effort': 0 }, jxl: { 'jxl.effort': 1 }, gif: { 'gif.effort': 1 } } as const;

/** What every option of every format does to the file. An option that has no row for a format leaves its bytes alone. */
export const optionRows: readonly Row[] = [
  {
    ...{ format: 'jpeg', option: 'quality', value: 50 },
    says: both(coarser, fact('step', 3, 16)), // Of T.81's table K.1, whose first step is 16 at quality 50.
  },
  // libvips left to itself would have 4:4:4 from quality 90 on, and 4:2:0 below.
  ...[50, 95].map((quality): Row => ({
    ...{ format: 'jpeg', option: 'subsampling', value: '4:4:4', beside: { quality } },
    says: fact('sampling', 0x22, 0x11),
  })),
  { format: 'jpeg', option: 'maxBytes', value: 600, says: within(600) },
  { format: 'jpeg', option: 'channels', value: 'grey', says: both(grey, fact('components', 3, 1)) },
  { format: 'jpeg', option: 'background', value: '#ff0000', from: veiled, says: reddens },

  { format: 'png', option: 'compression', value: 9, from: flat, says: samePixels },
  { format: 'png', option: 'compression', value: 0, from: flat, says: largerAndSame },
  { format: 'png', option: 'channels', value: 'grey', says: both(grey, fact('colourType', 2, 0)) },
  {
    ...{ format: 'png', option: 'png.palette', value: true },
    says: both(fact('colourType', 2, 3), (_, set) => expect(set.facts['PLTE']).toBeLessThanOrEqual(3 * 256)),
  },
  {
    ...{ format: 'png', option: 'png.bitdepth', value: 4, beside: { 'png.palette': true } },
    says: both(fact('bits', 8, 4), (_, set) => expect(set.facts['PLTE']).toBeLessThanOrEqual(3 * 16)),
  },
  {
    ...{ format: 'png', option: 'png.dither', value: 0, beside: { 'png.palette': true, 'png.bitdepth': 2 } },
    says: flatter,
  },
  { format: 'png', option: 'png.interlace', value: true, says: fact('interlace', 0, 1) },

  { format: 'webp', option: 'quality', value: 20, says: coarser },
  { format: 'webp', option: 'maxBytes', value: 400, says: within(400) },
  {
    ...{ format: 'webp', option: 'lossless', value: true },
    says: both(exactly, (_, set) => expect(Object.keys(set.facts)).toContain('VP8L')),
  },
  { format: 'webp', option: 'animated', value: true, from: 'animation', says: fact('frames', 0, 3) },
  { format: 'webp', option: 'channels', value: 'grey', says: grey },
  { format: 'webp', option: 'webp.effort', value: 0, beside: { lossless: true }, says: largerAndSame },
  {
    ...{ format: 'webp', option: 'webp.nearLossless', value: true, beside: { quality: 40 } },
    says: (without, set, from) => {
      expect(Object.keys(set.facts)).toContain('VP8L');
      expect(difference(set.pixels, from)).toMatchObject({ worst: expect.toSatisfy((x: number) => x > 0 && x <= 8) });
      expect(off(set, from)).toBeLessThan(off(without, from));
    },
  },
  {
    ...{ format: 'webp', option: 'webp.alphaQ', value: 10, from: veiled },
    says: (without, set, from) => {
      expect(alphaOff(without.pixels, from)).toBe(0);
      expect(alphaOff(set.pixels, from)).toBeGreaterThan(0.2);
      expect(set.facts['ALPH']).toBeLessThan(Number(without.facts['ALPH']));
    },
  },
  {
    ...{ format: 'webp', option: 'webp.smartSubsample', value: true, from: edges },
    says: (without, set, from) => expect(off(set, from)).toBeLessThan(off(without, from)),
  },

  { format: 'avif', option: 'quality', value: 20, beside: quick.avif, says: coarser },
  {
    ...{ format: 'avif', option: 'maxBytes', value: 500, beside: quick.avif },
    says: within(500),
  },
  { format: 'avif', option: 'lossless', value: true, beside: quick.avif, says: exactly },
  { format: 'avif', option: 'channels', value: 'grey', beside: quick.avif, says: grey },
  { format: 'avif', option: 'avif.effort', value: 2, beside: quick.avif, says: smaller },
  {
    ...{ format: 'avif', option: 'avif.bitdepth', value: 10, beside: quick.avif, from: deep },
    says: both(fact('bits', 8, 10), (without, set) => expect([without.notes, set.notes]).toEqual(reduced)),
  },
  {
    ...{ format: 'avif', option: 'avif.bitdepth', value: 12, beside: quick.avif, from: deep },
    says: fact('bits', 8, 12),
  },

  { format: 'jxl', option: 'quality', value: 20, beside: quick.jxl, says: coarser },
  {
    ...{ format: 'jxl', option: 'maxBytes', value: 300, beside: quick.jxl },
    says: within(300),
  },
  { format: 'jxl', option: 'lossless', value: true, beside: quick.jxl, says: exactly },
  { format: 'jxl', option: 'channels', value: 'grey', beside: quick.jxl, says: grey },
  { format: 'jxl', option: 'jxl.effort', value: 5, beside: { ...quick.jxl, lossless: true }, says: samePixels },

  ...(
    [
      ['none', 1],
      ['lzw', 5],
      ['jpeg', 7],
      ['packbits', 32773],
    ] as const
  ).map(([value, tag]): Row => ({
    ...{ format: 'tiff', option: 'tiff.compression', value },
    says: both(fact('compression', 8, tag), (_, set, from) =>
      value === 'jpeg' ? expect(off(set, from)).toBeGreaterThan(0) : expect(set.pixels).toEqual(from),
    ),
  })),
  { format: 'tiff', option: 'quality', value: 20, beside: { 'tiff.compression': 'jpeg' }, says: coarser },
  { format: 'tiff', option: 'channels', value: 'grey', says: both(grey, fact('samples', 3, 1)) },
  {
    format: 'tiff',
    option: 'tiff.predictor',
    value: 'none',
    says: both(fact('predictor', 2, undefined), largerAndSame),
  },
  {
    ...{ format: 'tiff', option: 'tiff.tile', value: true },
    says: both(fact('tileWidth', undefined, 256), fact('tileHeight', undefined, 256)),
  },
  {
    ...{ format: 'tiff', option: 'tiff.tileWidth', value: 32, beside: { 'tiff.tile': true } },
    says: both(fact('tileWidth', 256, 32), fact('tileHeight', 256, 256)),
  },
  {
    ...{ format: 'tiff', option: 'tiff.tileHeight', value: 16, beside: { 'tiff.tile': true } },
    says: both(fact('tileWidth', 256, 256), fact('tileHeight', 256, 16)),
  },
  { format: 'tiff', option: 'tiff.bitdepth', value: 16, says: fact('bits', 8, 16) },
  { format: 'tiff', option: 'tiff.bitdepth', value: 8, from: deep, says: fact('bits', 16, 8) },

  { format: 'gif', option: 'animated', value: true, from: 'animation', says: fact('frames', 1, 3) },
  { format: 'gif', option: 'channels', value: 'grey', beside: quick.gif, says: grey },
  { format: 'gif', option: 'gif.effort', value: 7, beside: { 'gif.effort': 1 }, says: smaller },
  { format: 'gif', option: 'gif.dither', value: 0, beside: { 'gif.effort': 1, 'gif.bitdepth': 2 }, says: flatter },
  { format: 'gif', option: 'gif.bitdepth', value: 3, beside: quick.gif, says: fact('colours', 256, 8) },

  { format: 'ppm', option: 'channels', value: 'grey', says: both(grey, fact('kind', 'P6', 'P5')) },
  { format: 'ppm', option: 'background', value: '#ff0000', from: veiled, says: reddens },
  { format: 'bmp', option: 'channels', value: 'grey', says: both(grey, fact('bits', 24, 8)) },
  { format: 'qoi', option: 'channels', value: 'grey', says: both(grey, fact('channels', 3, 3)) },
];

/** The notes of 16 bits that become 8, and 10. */
const reduced = [
  ['AVIF is written with 8 bits a sample; there were 16.'],
  ['AVIF is written with 10 bits a sample; there were 16.'],
];

function largerAndSame(without: Made, set: Made): void {
  samePixels(set, without, without.pixels);
}

/** Where the picture is clear, the file without a background is white, and the one with it red. */
function reddens(without: Made, set: Made): void {
  expect([...without.pixels.data.subarray(0, 3)].every((value) => value > 245)).toBe(true);
  const [red = 0, green = 255, blue = 255] = set.pixels.data;
  expect(red > 240 && green < 15 && blue < 15).toBe(true);
}

function alphaOff({ data, bands }: Raster, from: Raster): number {
  let sum = 0;
  for (let i = bands - 1; i < data.length; i += bands) sum += Math.abs(data[i]! - from.data[i]!);
  return (sum * bands) / data.length;
}
