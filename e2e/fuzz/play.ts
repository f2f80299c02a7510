import { zipSync } from 'fflate';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { itemCodes } from '../../src/core/errors';
import type { Report, ReportItem } from '../../src/core/dataset/report';
import { random } from '../../src/core/random';
import { root } from '../../tools/prepare.mjs';
import { readArchive } from '../archive';
import { temporaryFolder, visit } from '../visit';
import type { Visit } from '../visit';
import { mutated } from './mutate';
import { mutatedRecipe } from './recipes';
import { seeds, type Seed } from './seeds';

export interface Play {
  /** Damaged files, the archives among them, in jobs of `perJob`. */
  readonly files: number;
  readonly recipes: number;
  readonly perJob: number;
  readonly seed: number;
  /** Hears now and then what has come so far. */
  readonly onTold?: (counts: Played['counts']) => void;
}

export interface Played {
  /** How often what came: `done`, an item's code, `recipe refused`, `recipe taken`. */
  readonly counts: Readonly<Record<string, number>>;
  /** What is no outcome, or one that says that something of ours gave way. */
  readonly surprises: readonly string[];
}

/** Codes that an image of a few bytes must never end with. */
const ours = ['worker-crashed', 'timed-out', 'write-failed', 'cancelled'];

/** Each is run with one of them, in turn: both engines, all writers, metadata taken along, each format of labels. */
const jobRecipes = [
  { version: 1, steps: [{ op: 'auto-orient' }, { op: 'resize', width: 24, height: 24 }], output: { format: 'jpeg' }, labels: { read: 'yolo-detect', write: 'coco' } },
  { version: 1, steps: [{ op: 'letterbox', width: 32, height: 32 }], output: { format: 'png', keep: 'all' }, decode: 'exact', labels: { read: 'coco' } },
  { version: 1, steps: [{ op: 'rotate', angle: 7 }], output: { format: 'webp' }, decode: 'full', encode: 'exact', labels: { read: 'voc', write: 'yolo-detect' } },
  { version: 1, steps: [], output: { format: 'jpeg', keep: 'all' } },
]; // prettier-ignore

/** Plays damaged files and recipes through the whole page, as a person would bring them. The same seed plays the same. */
export async function play({ files, recipes, perJob, seed, onTold = () => {} }: Play): Promise<Played> {
  const page = await visit({
    init: () => localStorage.setItem('manyhands.settings', JSON.stringify({ maxPixelsMp: 2 })),
  });
  const fuzz = new Fuzz(page, await seeds(), seed);
  for (let from = 0, job = 0; from < files; from += perJob, job++) {
    await fuzz.job(jobRecipes[job % jobRecipes.length], from, Math.min(files, from + perJob));
    if (job % 5 === 4) onTold(fuzz.counts);
  }
  for (let at = 0; at < recipes; at++) {
    await fuzz.recipe(at);
    if (at % 200 === 199) onTold(fuzz.counts);
  }
  fuzz.surprises.push(...page.trouble);
  return fuzz;
}

class Fuzz implements Played {
  readonly counts: Record<string, number> = {};
  readonly surprises: string[] = [];
  readonly #page: Visit;
  readonly #seeds: readonly Seed[];
  readonly #seed: number;

  constructor(page: Visit, all: readonly Seed[], seed: number) {
    this.#page = page;
    this.#seeds = all;
    this.#seed = seed;
  }

  /** The damaged file of this number: nothing but the seed decides what it is. */
  #file(at: number): Seed {
    const draw = random(this.#seed, `file ${at}`);
    const own = this.#seeds[at % this.#seeds.length]!;
    const other = this.#seeds[draw.integer(0, this.#seeds.length - 1)]!;
    const name = `${at}-${own.name}`;
    if (!own.set) return { name, bytes: mutated(own.bytes, draw, other.bytes) };
    const texts = Object.keys(own.set).filter((path) => !path.endsWith('.jpg'));
    const path = texts[draw.integer(0, texts.length - 1)]!;
    const text = mutated(Buffer.from(own.set[path]!), draw, other.bytes);
    return { name, bytes: Buffer.from(zipSync({ ...own.set, [path]: text })) };
  }

  async job(recipe: unknown, from: number, to: number): Promise<void> {
    const some = Array.from({ length: to - from }, (_, at) => this.#file(from + at));
    await this.#page.loadRecipe(recipe);
    const rows = await this.#ran(some);
    const paths = new Set(rows.map(({ path }) => path));
    for (const { name } of some)
      if (!name.endsWith('.zip') && !paths.has(`set/${name}`)) this.surprises.push(`${name} is lost.`);
    for (const row of rows) this.#count(row, some);
  }

  async recipe(at: number): Promise<void> {
    const { page } = this.#page;
    const text = mutatedRecipe(random(this.#seed, `recipe ${at}`));
    await this.#page.loadRecipe(jobRecipes[0]);
    const refused = page.locator('[data-recipe-error]');
    await refused.waitFor({ state: 'detached' });
    await page.evaluate(() => localStorage.removeItem('manyhands.recipe'));
    await this.#page.loadRecipe(text);
    await page.waitForFunction(
      () => document.querySelector('[data-recipe-error]') ?? localStorage.getItem('manyhands.recipe'),
    );
    if ((await refused.count()) > 0) {
      this.#add('recipe refused');
      const sentence = (await refused.first().innerText()).trim();
      if (!/\S.*\.$/s.test(sentence)) this.surprises.push(`recipe ${at} is refused with ${JSON.stringify(sentence)}`);
      return;
    }
    this.#add('recipe taken');
    for (const row of await this.#ran(this.#seeds.slice(0, 2))) this.#count(row, this.#seeds, `recipe ${at}: `);
  }

  /** Drops the files, runs them, and takes everything home and off the page. */
  async #ran(some: readonly Seed[]): Promise<readonly ReportItem[]> {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'set'));
    for (const { name, bytes } of some) writeFileSync(join(folder, 'set', name), bytes);
    const { page } = this.#page;
    await this.#page.drop(join(folder, 'set'));
    await page.getByRole('list', { name: /^Images, / }).waitFor();
    await this.#run();
    const listed = await page.getByRole('list', { name: /^Images, / }).getAttribute('aria-label');
    const { report } = readArchive(await this.#page.downloadAll());
    this.#countLabels(report.labels);
    if (listed !== `Images, ${report.items.length.toLocaleString('en')} rows`)
      this.surprises.push(`${listed}, and ${report.items.length} in the report`);
    await this.#page.button('Clear').click();
    await this.#page.is('empty');
    rmSync(folder, { recursive: true });
    return report.items;
  }

  /** Labels in several formats are asked about, before the press or after it: the first are read. */
  async #run(): Promise<void> {
    const { page } = this.#page;
    const able = this.#page.button('Run').and(page.locator(':enabled'));
    const done = page.locator('main[data-state=done]');
    const choice = page.getByRole('group', { name: 'Which labels are read' }).getByRole('button').first();
    while (!(await done.isVisible())) {
      await able.or(choice).first().waitFor();
      const next = (await choice.isVisible()) ? choice : able;
      // Unless it goes or comes at this very moment.
      await next.click({ timeout: 1000 }).catch(() => {});
      await done.or(able).or(choice).first().waitFor();
    }
  }

  #count({ path, status, code, detail }: ReportItem, files: readonly Seed[], of = ''): void {
    this.#add(code ?? status);
    if (code === null || (Object.hasOwn(itemCodes, code) && !ours.includes(code))) return;
    this.surprises.push(`${of}${path}: ${code}, ${detail}`);
    this.#keep(files.find(({ name }) => path.endsWith(name)));
  }

  /** Labels that nobody can read are told, in sentences. */
  #countLabels(labels: Report['labels']): void {
    if (!labels) return;
    if (labels.found.labels > 0) this.#add('labels read');
    for (const { detail } of labels.troubles) {
      this.#add('label trouble');
      if (!/^(?:Expected|\d+ more) .*\.$/s.test(detail)) this.surprises.push(`labels: ${JSON.stringify(detail)}`);
    }
  }

  /** For whoever looks into it. */
  #keep(file: Seed | undefined): void {
    if (!file) return;
    const kept = join(root, '.cache/fuzz');
    mkdirSync(kept, { recursive: true });
    writeFileSync(join(kept, file.name), file.bytes);
  }

  #add(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }
}
