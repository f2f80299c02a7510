import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import { parseRecipe } from '../../../src/core/recipe/parse';
import { writers } from '../../../src/worker/codecs/writers';
import type { Engines } from '../../../src/worker/engines';
import { processItem } from '../../../src/worker/process';
import { avifSequence } from '../../../src/worker/testing/avif-sequence';
import { nodeKernels } from '../../../src/worker/testing/node-kernels';
import { nodeVips } from '../../../src/worker/testing/node-vips';
import { libvipsAlone, limits } from '../../../src/worker/testing/run';
import { validFiles } from '../../../src/worker/testing/valid-files';
import { Turns } from '../../../src/worker/turns';
import { temporaryFolder } from '../../visit';
import { chosen, startEngine } from '../start';
import { Visitor } from '../visitor';

/** MiniBrowser shows a bar for each download, until the page has no room left: then it is started anew. */
const mostDownloads = 5;

let node: Engines;
/** By their names, of every format that is read and of the kinds that some have. */
let files: ReadonlyMap<string, Uint8Array>;
beforeAll(async () => {
  const vips = await nodeVips(['heif', 'jxl', 'resvg']);
  node = { ...libvipsAlone(vips), kernels: { kernels: await nodeKernels(), turns: new Turns() } };
  const valid = [...validFiles(vips)].map(([name, { bytes }]) => [name, bytes] as const);
  const still = new Map(valid).get('avif')!; // Of each format there is one.
  const pace = { delays: [100, 100], loop: 0 };
  const all = [...valid, ['animated avif', avifSequence([still, still], { width: 40, height: 30, ...pace })] as const];
  files = new Map(all.map(([name, bytes]) => [`${name.replaceAll(' ', '-')}.${name.split(' ').at(-1)}`, bytes]));
});

/** Of each file who read and wrote it, what was noted, and its outputs' SHA-256. */
type Made = Readonly<Record<string, readonly unknown[]>>;

const sum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function inNode(recipe: unknown): Promise<Made> {
  const made: Record<string, readonly unknown[]> = {};
  for (const [path, bytes] of files) {
    const worked = await processItem(node, bytes.slice(), { path, recipe: parseRecipe(recipe), limits });
    if (worked.status !== 'done') throw new Error(`Expected ${path} to be done, received ${worked.detail}`);
    const { reader, writer, notes, outputs } = worked;
    made[path] = ['done', reader, writer, notes, ...outputs.map((one) => sum(new Uint8Array(one.bytes)))];
  }
  return made;
}

async function onThePage(person: Visitor, recipe: unknown, paths: readonly string[]): Promise<Made> {
  await person.loadRecipe(recipe);
  await person.pick(...paths);
  await person.run(paths.length);
  const archive = await person.downloadAll();
  await person.click('Clear');
  await person.is('empty');
  return Object.fromEntries(
    archive.report.items.map(({ path, status, reader, writer, notes, outputs }) => [
      path,
      [status, reader, writer, notes, ...outputs.map((one) => sum(archive.files.get(one.path)!))], // As written.
    ]),
  );
}

test(`${chosen}: a file of every format is read, and written in every format, as in Node byte for byte`, async () => {
  const folder = temporaryFolder();
  const paths = [...files].map(([name, bytes]) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  });
  const recipes = Object.keys(writers).map((format) => ({
    ...{ version: 1, steps: [], input: { svgWidth: 64 } },
    ...{ output: { format, name: '{stem}{suffix}.{ext}' }, decode: 'exact', encode: 'exact' },
  }));
  let outputs = 0;
  for (let from = 0; from < recipes.length; from += mostDownloads) {
    const engine = await startEngine(chosen);
    try {
      const person = new Visitor(engine);
      await person.open(inject('url'));
      for (const recipe of recipes.slice(from, from + mostDownloads)) {
        const made = await onThePage(person, recipe, paths);
        expect(made, `${recipe.output.format} in ${chosen}`).toEqual(await inNode(recipe));
        outputs += Object.keys(made).length;
      }
    } finally {
      await engine.close();
    }
  }
  expect(outputs).toBe(recipes.length * files.size);
  process.stdout.write(`${outputs} outputs of ${files.size} files are Node’s byte for byte in ${chosen}\n`);
});
