import { beforeAll, expect, it } from 'vitest';
import { parseRecipe } from '../../core/recipe/parse';
import { outputSchema } from '../../core/recipe/output';
import type { Engines } from '../engines';
import { processItem } from '../process';
import { nodeKernels } from '../testing/node-kernels';
import { nodeVips } from '../testing/node-vips';
import { optionRows, scene, type Made, type Options, type Row } from '../testing/option-rows';
import { decoded, drawn, imageOf, pngOf, type Raster } from '../testing/raster';
import { libvipsAlone, limits, output } from '../testing/run';
import { writtenFacts } from '../testing/written-facts';
import { Turns } from '../turns';
import type { VipsLibrary } from '../vips';
import { writers, type WrittenFormat } from './writers';

let vips: VipsLibrary;
let ways: Readonly<Record<'libvips' | 'kernels', Engines>>;
beforeAll(async () => {
  vips = await nodeVips(['heif', 'jxl']);
  const alone = libvipsAlone(vips);
  ways = { libvips: alone, kernels: { ...alone, kernels: { kernels: await nodeKernels(), turns: new Turns() } } };
});

/** Another value than its default for every option of the schema: what a format does not have must not change its files. */
const others: Options = {
  quality: 50,
  maxBytes: 1,
  subsampling: '4:4:4',
  compression: 1,
  lossless: true,
  animated: true,
  channels: 'grey',
  background: '#ff0000',
  name: '{stem}-x.{ext}',
  'png.palette': true,
  'png.bitdepth': 2,
  'png.dither': 0,
  'png.interlace': true,
  'webp.effort': 0,
  'webp.nearLossless': true,
  'webp.alphaQ': 0,
  'webp.smartSubsample': true,
  'avif.effort': 0,
  'avif.bitdepth': 10,
  'jxl.effort': 1,
  'tiff.compression': 'none',
  'tiff.predictor': 'none',
  'tiff.tile': true,
  'tiff.tileWidth': 16,
  'tiff.tileHeight': 16,
  'tiff.bitdepth': 16,
  'gif.effort': 0,
  'gif.dither': 0,
  'gif.bitdepth': 1,
};

/** `format` is every row's own; what is kept of metadata is held by exiftool in `carried.test.ts`. */
const elsewhere = ['format', 'keep'];
/** No bytes depend on it. */
const ofThePlace = ['name'];

const formats = Object.keys(writers) as readonly WrittenFormat[]; // Keys of the table.

function allOptions(): readonly string[] {
  return Object.entries(outputSchema.shape).flatMap(([name, schema]) => {
    const inner = 'unwrap' in schema ? schema.unwrap() : schema;
    return 'shape' in inner ? Object.keys(inner.shape).map((key) => `${name}.${key}`) : [name];
  });
}

it('every option of the schema has a row that says what it does, of its own format where it has one', () => {
  const options = allOptions().filter((option) => !elsewhere.includes(option));
  expect(Object.keys(others).sort()).toEqual([...options].sort());
  const told = new Set(optionRows.map(({ option }) => option));
  expect(options.filter((option) => !told.has(option))).toEqual(ofThePlace);
  for (const { option, format } of optionRows) if (option.includes('.')) expect(option.split('.')[0]).toBe(format);
});

const cases = optionRows.flatMap((row) =>
  waysOf(row).map((way) => {
    const beside = row.beside ? ` beside ${JSON.stringify(row.beside)}` : '';
    return [`${row.option} ${String(row.value)} of ${row.format} by ${way}${beside}`, { ...row, way }] as const;
  }),
);

it.each(cases)('%s changes the file as it says', async (_, row) => {
  const from = row.from === 'animation' ? frames() : (row.from ?? scene);
  const file = row.from === 'animation' ? animation(from) : pngOf(vips, from);
  const without = await made(file, row, row.beside ?? {});
  const set = await made(file, row, { ...row.beside, [row.option]: row.value });
  expect(Buffer.compare(set.file, without.file)).not.toBe(0);
  row.says(without, set, from);
});

/** JPEG is written by the kernels, or by libvips where they cannot hold the image. */
function waysOf({ format }: Row): readonly (keyof typeof ways)[] {
  return format === 'jpeg' ? ['libvips', 'kernels'] : ['libvips'];
}

it.each(formats)('the options that %s does not have leave its bytes as they are', async (format) => {
  const own = new Set(optionRows.filter((row) => row.format === format).map(({ option }) => option));
  const foreign = Object.entries(others).filter(([option]) => !own.has(option));
  expect(foreign.length).toBeGreaterThan(15);
  const row = { format, way: 'libvips' } as const;
  const file = pngOf(vips, scene);
  const [without, set] = [await made(file, row, {}), await made(file, row, Object.fromEntries(foreign))];
  expect(Buffer.compare(set.file, without.file)).toBe(0);
});

async function made(
  source: Uint8Array,
  { format, way }: { readonly format: WrittenFormat; readonly way: keyof typeof ways },
  options: Options,
): Promise<Made & { readonly file: Uint8Array }> {
  const recipe = parseRecipe({ version: 1, output: { format, ...nested(options) } });
  const worked = await processItem(ways[way], source.slice(), { path: 'in', recipe, limits });
  if (worked.status !== 'done') throw new Error(`${worked.code}: ${worked.detail}`);
  if (format === 'jpeg') expect(worked.writer).toBe(way);
  const file = new Uint8Array(worked.outputs[0]!.bytes);
  const read = await output(vips, file.slice(), { output: { format: 'png', compression: 1 } });
  return {
    file,
    bytes: file.length,
    facts: writtenFacts(format, file),
    pixels: decoded(vips, new Uint8Array(read.bytes)),
    notes: worked.notes.map(({ detail }) => detail),
  };
}

/** `png.palette` as it stands in a recipe. */
function nested(options: Options): Readonly<Record<string, unknown>> {
  const found: Record<string, Record<string, unknown> | unknown> = {};
  for (const [way, value] of Object.entries(options)) {
    const [group = '', name] = way.split('.');
    found[group] = name === undefined ? value : { ...(found[group] as object | undefined), [name]: value };
  }
  return found;
}

function frames(): Raster {
  return drawn({ width: 16, height: 24, bands: 3, depth: 8 }, (_, y) => 40 + 60 * Math.floor(y / 8));
}

function animation(roll: Raster): Uint8Array {
  const image = imageOf(vips, roll);
  try {
    image.setInt('page-height', roll.height / 3);
    return image.webpsaveBuffer({ lossless: true });
  } finally {
    image.delete();
  }
}
