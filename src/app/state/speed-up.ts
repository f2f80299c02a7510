import type { Item } from '../../core/dataset/item';
import type { Recipe } from '../../core/recipe/recipe';
import { affordableWorkers } from '../../job/affordable-workers';
import type { Crew } from '../../job/crew';
import {
  compare,
  countsUpTo,
  measure,
  parallelShare,
  recommended,
  spread,
  verdictOf,
  type Comparison,
  type Verdict,
} from '../../job/speed-up';
import { borrowCrew, imageLimits } from './engine';
import { isUsable, items } from './items';
import { Store } from './store';

export interface SpeedUpResult {
  readonly images: number;
  readonly cores: number;
  readonly comparisons: readonly Comparison[];
  /** By Amdahl's law; null on one core. */
  readonly share: number | null;
  readonly recommended: number;
  readonly verdict: Verdict;
  /** What reading the files took, milliseconds. */
  readonly readMs: number;
}

export interface SpeedUpState {
  readonly isBusy: boolean;
  readonly done: number;
  readonly of: number;
  readonly result: SpeedUpResult | null;
  readonly trouble: string | null;
}

const still: SpeedUpState = { isBusy: false, done: 0, of: 0, result: null, trouble: null };
export const speedUpState = new Store<SpeedUpState>(still);

const mostImages = 24;
const rounds = 3;
/** Bytes kept in memory for the trial: images beyond are left out, the first always stays. */
const mostBytes = 256e6;

let stop = new AbortController();

/** Runs up to 24 of the page's images through the recipe with one worker, with all, and between, and compares. */
export async function measureSpeedUp(recipe: Recipe): Promise<void> {
  if (speedUpState.get().isBusy) return;
  stop = new AbortController();
  const { signal } = stop;
  const cores = affordableWorkers(navigator);
  const counts = countsUpTo(cores);
  speedUpState.set({ ...still, isBusy: true, of: counts.length * rounds });
  let giveBack = () => {};
  try {
    const borrowed = await borrowCrew(cores);
    giveBack = borrowed.giveBack;
    const { files, readMs } = await read(chosen());
    const trial = new Trial(borrowed.crew, comparable(recipe), signal);
    const good = await trial.warmUp(files, cores);
    if (good.length === 0)
      throw new Error('None of the images can be run by this recipe, so there is nothing to measure.');
    const measured = await measure({
      counts,
      rounds,
      run: (workers) => trial.run(good, workers),
      onStep: (done, of) => speedUpState.update((state) => ({ ...state, done, of })),
    });
    const comparisons = compare(measured);
    const verdict = verdictOf(comparisons, { cores, images: good.length, readMs });
    speedUpState.set({
      ...still,
      result: {
        images: good.length,
        cores,
        comparisons,
        share: parallelShare(comparisons),
        recommended: recommended(comparisons),
        verdict,
        readMs,
      },
    });
  } catch (error) {
    const trouble = signal.aborted ? null : error instanceof Error ? error.message : String(error);
    speedUpState.set({ ...still, trouble });
  } finally {
    giveBack();
  }
}

/** The browser's decoder works on threads of its own, so one worker would fill two cores: libvips decodes here. */
function comparable(recipe: Recipe): Recipe {
  return recipe.decode === 'full' ? recipe : { ...recipe, decode: 'exact' };
}

export function cancelSpeedUp(): void {
  stop.abort();
}

interface TrialFile {
  readonly path: string;
  readonly bytes: ArrayBuffer;
}

/** Files that nothing is known to be wrong with, spread over the dataset. */
function chosen(): Item[] {
  const usable = items.rows().filter(isUsable);
  let bytes = 0;
  return spread(
    usable.map(({ item }) => item),
    mostImages,
  ).filter((item, at) => (bytes += item.bytes) <= mostBytes || at === 0);
}

async function read(from: readonly Item[]): Promise<{ files: TrialFile[]; readMs: number }> {
  const files: TrialFile[] = [];
  const start = performance.now();
  for (const item of from) {
    try {
      files.push({ path: item.path, bytes: await item.read() });
    } catch {
      // A file that cannot be read is the run's to tell of; here it is only left out.
    }
  }
  return { files, readMs: performance.now() - start };
}

class Trial {
  readonly #crew: Crew;
  readonly #recipe: Recipe;
  readonly #signal: AbortSignal;

  constructor(crew: Crew, recipe: Recipe, signal: AbortSignal) {
    this.#crew = crew;
    this.#recipe = recipe;
    this.#signal = signal;
  }

  /** Every worker runs, and the files that end well are told. */
  async warmUp(files: readonly TrialFile[], workers: number): Promise<TrialFile[]> {
    const done = new Set<string>();
    await this.#each(files, workers, async (file) => {
      if (await this.#process(file)) done.add(file.path);
    });
    return files.filter(({ path }) => done.has(path));
  }

  async run(files: readonly TrialFile[], workers: number): Promise<void> {
    await this.#each(files, workers, async (file) => void (await this.#process(file)));
  }

  /** So many at a time, so that no more workers than that have anything to do. */
  async #each(files: readonly TrialFile[], workers: number, work: (file: TrialFile) => Promise<void>): Promise<void> {
    let next = 0;
    const loop = async () => {
      for (let file = files[next++]; file; file = files[next++]) await work(file);
    };
    await Promise.all(Array.from({ length: workers }, loop));
  }

  async #process({ path, bytes }: TrialFile): Promise<boolean> {
    this.#signal.throwIfAborted();
    const late = { bytes: bytes.byteLength, read: () => Promise.resolve(bytes.slice(0)) };
    const request = { path, recipe: this.#recipe, limits: imageLimits() };
    const worked = await this.#crew.process(late, request, { signal: this.#signal });
    return worked.status === 'done';
  }
}
