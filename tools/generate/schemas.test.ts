import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/dataset/report';
import { operations } from '../../src/core/operations/index';
import { defaultRecipe, parseRecipe } from '../../src/core/recipe/parse';
import { recipeSchema } from '../../src/core/recipe/recipe';
import type { Crew } from '../../src/job/crew';
import { startJob } from '../../src/job/run-job';
import { KeptSink } from '../../src/job/testing/a-job';
import { processItem } from '../../src/worker/process';
import { libvipsAlone } from '../../src/worker/testing/run';
import { nodeVips } from '../../src/worker/testing/node-vips';
import type { VipsLibrary } from '../../src/worker/vips';
import { scene } from './scene';

const root = join(import.meta.dirname, '../..');

/** A validator of the file as it is published. Strict: a schema with a word that JSON Schema does not know is an error. */
function validator(name: string) {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
  // The unit of a number, for whoever shows it.
  ajv.addKeyword('unit');
  const validate = ajv.compile(JSON.parse(readFileSync(join(root, 'public', name), 'utf8')));
  return (value: unknown) => (validate(JSON.parse(JSON.stringify(value))) ? [] : ajv.errorsText(validate.errors).split(', ')); // prettier-ignore
}

describe('the published schema of a recipe', () => {
  const errors = validator('recipe.schema.json');

  it.each<[what: string, recipe: unknown]>([
    ['nothing but a version', { version: 1 }],
    ['the recipe of a first visit', defaultRecipe],
    ['its own address', { $schema: './recipe.schema.json', version: 1 }],
    ...operations.map(({ id, example }): [string, unknown] => [
      `the example of ${id}`,
      { version: 1, steps: [{ op: id, ...example }] },
    ]),
    [
      'steps inside steps',
      {
        version: 1,
        steps: [
          { op: 'repeat', copies: 2, steps: [{ op: 'random-apply', steps: [{ op: 'brightness', factor: [0, 2] }] }] },
        ],
      },
    ],
    ['frames by a count', { version: 1, input: { frames: { every: 5 } } }],
    ['a colour with alpha', { version: 1, output: { background: '#01020304' } }],
  ])('takes %s', (_, recipe) => {
    expect(errors(recipe)).toEqual([]);
    expect(recipeSchema.safeParse(recipe).success).toBe(true);
  });

  it.each<[what: string, recipe: unknown]>([
    ['no version', {}],
    ['another version', { version: 2 }],
    ['an unknown key', { version: 1, step: [] }],
    ['an unknown key in the output', { version: 1, output: { qualty: 3 } }],
    ['an unknown operation', { version: 1, steps: [{ op: 'resise' }] }],
    ['an unknown parameter', { version: 1, steps: [{ op: 'auto-orient', x: 1 }] }],
    ['a missing parameter', { version: 1, steps: [{ op: 'letterbox', width: 3 }] }],
    ['an unknown operation inside a step', { version: 1, steps: [{ op: 'repeat', copies: 2, steps: [{ op: 'x' }] }] }],
    ['a range of three', { version: 1, steps: [{ op: 'brightness', factor: [1, 2, 3] }] }],
    ['a side of nothing', { version: 1, steps: [{ op: 'resize', width: 0 }] }],
    ['a broken side', { version: 1, steps: [{ op: 'resize', width: 1.5 }] }],
    ['a colour by name', { version: 1, output: { background: 'red' } }],
    ['a quality over 100', { version: 1, output: { quality: 101 } }],
  ])('refuses %s, as the page does', (_, recipe) => {
    expect(errors(recipe)).not.toEqual([]);
    expect(() => parseRecipe(recipe)).toThrow();
  });

  it('tells editors of every key what it is called and what it means', () => {
    const schema = JSON.parse(readFileSync(join(root, 'public/recipe.schema.json'), 'utf8'));
    for (const key of Object.keys(recipeSchema.shape))
      expect(schema.properties[key], key).toMatchObject({ title: expect.any(String), description: expect.any(String) });
    expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'Recipe' });
    expect(schema.properties.output.properties.quality.default).toBe(90);
  });
});

describe('the published schema of a report', () => {
  const errors = validator('report.schema.json');
  let vips: VipsLibrary;
  let report: Report;

  beforeAll(async () => {
    vips = await nodeVips();
    report = await reportOfAJob(vips);
  });
  afterAll(() => vips.shutdown());

  it('takes the report of a job with done, skipped and failed items', () => {
    expect(report.counts).toEqual({ done: 2, skipped: 1, failed: 2 });
    expect(errors(report)).toEqual([]);
  });

  it('takes keys that a later app has added, at every level', () => {
    const [item] = report.items;
    const later = {
      ...report,
      started: 'today',
      recipe: { ...report.recipe, tags: [], output: { ...report.recipe.output, effort: 3 } },
      counts: { ...report.counts, warned: 0 },
      items: [{ ...item, hash: 'x', outputs: [{ ...item?.outputs[0], hash: 'y' }], notes: [] }],
    };
    expect(errors(later)).toEqual([]);
  });

  it.each<[what: string, change: (report: Report) => unknown]>([
    ['a key is missing', ({ workers: _, ...rest }) => rest],
    ['a status is none', (one) => ({ ...one, items: [{ ...one.items[0], status: 'lost' }] })],
    ['a code is not on the list', (one) => ({ ...one, items: [{ ...one.items[0], code: 'broken' }] })],
    ['an output has no size', (one) => ({ ...one, items: [{ ...one.items[0], outputs: [{ path: 'x', bytes: 1 }] }] })],
    ['its recipe has a value that no recipe may have', (one) => ({ ...one, recipe: { ...one.recipe, seed: -1 } })],
  ])('refuses a report where %s', (_, change) => {
    expect(errors(change(report))).not.toEqual([]);
  });
});

/** A real job over two pictures, one that is cut short, a text, and an unsafe path; worked in this thread. */
async function reportOfAJob(vips: VipsLibrary): Promise<Report> {
  const image = vips.Image.newFromMemory(scene.pixels(), scene.width, scene.height, 3, vips.BandFormat.uchar);
  const srgb = image.copy({ interpretation: 'srgb' });
  const png = srgb.pngsaveBuffer();
  srgb.delete();
  image.delete();
  const item = (path: string, content: Uint8Array, trouble: Report['items'][number]['code'] = null) => ({
    path,
    bytes: content.length,
    trouble: trouble && { code: trouble, detail: 'The path climbs out.' },
    read: async () => new Uint8Array(content).buffer,
  });
  const crew: Crew = {
    workers: 1,
    tier: { name: 'full', writesWebp: false },
    resize: () => {},
    process: async (late, request, options) => {
      options?.onStart?.(0);
      return processItem(libvipsAlone(vips), new Uint8Array(await late.read()), request);
    },
    thumbnail: () => Promise.reject(new Error('Not asked for.')),
    preview: () => Promise.reject(new Error('Not asked for.')),
    close: async () => {},
  };
  return startJob({
    source: [
      item('set/a.png', png),
      item('set/a.webp', png),
      item('set/cut.png', png.slice(0, png.length / 2)),
      item('set/notes.txt', new TextEncoder().encode('a text')),
      item('../x.png', png, 'unsafe-path'),
    ],
    recipe: parseRecipe({ version: 1, steps: [{ op: 'resize', width: 32 }] }),
    sink: new KeptSink(),
    crew,
    budgetBytes: 1e8,
    limits: { maxPixels: 1e8, maxPages: 1, timeoutMs: 60_000 },
    about: { app: '0.1.0', libvips: String(vips.version()) },
  }).done;
}
