import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { root } from '../../../tools/prepare.mjs';
import { temporaryFolder } from '../../visit';
import type { EngineName } from '../engine';
import { everyKind } from '../pictures';
import { everyOperation, everyOutput, type Named } from '../recipes';
import { chosen, engineNames, isChosen, startEngine } from '../start';
import { Visitor } from '../visitor';

/** What came of a recipe: of each file its outcome, and of each output the SHA-256. */
type Made = Readonly<Record<string, string>>;

const compared = isChosen ? engineNames.filter((name) => name !== 'Chromium' && name === chosen) : engineNames.slice(1);

/** MiniBrowser shows a bar for each download, until the page has no room left: then it is started anew. */
const mostDownloads = 5;

async function madeBy(person: Visitor, { recipe }: Named, files: readonly string[]): Promise<Made> {
  await person.loadRecipe(recipe);
  await person.pick(...files);
  await person.run(files.length);
  const { files: outputs, report } = await person.downloadAll();
  await person.click('Clear');
  await person.is('empty');
  const made: Record<string, string> = {};
  for (const { path, status, code, detail, decoder, reader, engine, writer, notes } of report.items)
    made[`row ${path}`] = JSON.stringify([status, code, detail, decoder, reader, engine, writer, notes]);
  for (const [path, bytes] of outputs) made[path] = createHash('sha256').update(bytes).digest('hex');
  return made;
}

/**
 * Runs every recipe over the files in Chromium and in the engines compared: some at a time in each, so that a run that is ended
 * has compared what it came to, and has told so. @returns how many outputs were compared.
 */
async function sameEverywhere(recipes: readonly Named[], files: readonly string[]): Promise<number> {
  let outputs = 0;
  for (let from = 0; from < recipes.length; from += mostDownloads) {
    const some = recipes.slice(from, from + mostDownloads);
    const expected = await madeIn('Chromium', some, files);
    for (const name of compared) {
      const made = await madeIn(name, some, files);
      for (const [at, { name: recipe }] of some.entries())
        expect(made[at], `${recipe} in ${name}`).toEqual(expected[at]);
      outputs += made.flatMap((one) => Object.keys(one)).filter((key) => !key.startsWith('row ')).length;
    }
    process.stdout.write(`the same so far: ${outputs} outputs of ${from + some.length} of ${recipes.length} recipes\n`);
  }
  return outputs;
}

/** @returns what came of each recipe in one start of an engine. */
async function madeIn(name: EngineName, recipes: readonly Named[], files: readonly string[]): Promise<Made[]> {
  const engine = await startEngine(name);
  try {
    const person = new Visitor(engine);
    await person.open(inject('url'));
    const made: Made[] = [];
    for (const recipe of recipes) made.push(await madeBy(person, recipe, files));
    return made;
  } finally {
    await engine.close();
  }
}

function told(outputs: number, what: string): void {
  process.stdout.write(`${outputs} outputs of ${what} are Chromium’s byte for byte in ${compared.join(' and ')}\n`);
}

test.skipIf(compared.length === 0)(
  'every operation and every way of writing gives Chromium’s bytes, for every kind of picture',
  async () => {
    const files = await everyKind(temporaryFolder());
    const recipes = [...everyOutput(), ...everyOperation()];
    const outputs = await sameEverywhere(recipes, files);
    // Fan-outs make more of a file than one.
    expect(outputs).toBeGreaterThanOrEqual(recipes.length * files.length * compared.length);
    told(outputs, `${recipes.length} recipes over ${files.length} pictures`);
  },
);

const corpus = process.env['CORPUS'] ?? join(root, '../shared/corpus');

test.skipIf(compared.length === 0 || !existsSync(corpus))(
  'the corpus’ files of every readable format give Chromium’s bytes in each output format',
  async () => {
    const files = ['decoders', 'exif-orientation'].flatMap((folder) => filesUnder(join(corpus, folder)));
    const steps = [{ op: 'auto-orient' }, { op: 'resize', width: 200, height: 200 }];
    const recipes = ['jpeg', 'png', 'webp'].map((format) => ({
      name: format,
      recipe: { version: 1, steps, output: { format, keep: 'all' }, decode: 'exact', encode: 'exact' },
    }));
    const outputs = await sameEverywhere(recipes, files);
    expect(outputs).toBeGreaterThan(200 * recipes.length * compared.length);
    told(outputs, `${files.length} files of the corpus`);
  },
);

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.txt'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
