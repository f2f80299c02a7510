import { about } from '../../app/state/about';
import { imageWorker, workerBounds } from '../../app/state/threads';
import type { Item } from '../../core/dataset/item';
import type { Report } from '../../core/dataset/report';
import type { Recipe } from '../../core/recipe/recipe';
import { createCrew } from '../../job/create-crew';
import type { Crew } from '../../job/crew';
import type { JobEvent } from '../../job/job';
import { startJob } from '../../job/run-job';
import { budgetOf, defaultSettings } from '../../job/settings';
import { tierHere } from '../../job/tier';
import type { WorkerFactory } from '../../pool';
import type { Sink } from '../../sinks/sink';
import { compileKernels } from '../../worker/compile';

export interface Run {
  readonly recipe: Recipe;
  readonly items: readonly Item[];
  readonly sink: Sink;
  readonly taken?: Iterable<string>;
  readonly signal: AbortSignal;
  heard(event: JobEvent): void;
}

/** How long a frame that rests keeps its workers: the next image may come at once. */
const restMs = 5000;

const limits = {
  maxPixels: defaultSettings.maxPixelsMp * 1e6,
  maxPages: defaultSettings.maxPages,
  timeoutMs: defaultSettings.timeoutSeconds * 1000,
};

/** The frame's workers: as many as the page hands out cores, none while there is nothing to do. */
export class Engine {
  readonly #tell: (wanted: number, held: number, granted: number) => void;
  #crew: Promise<Crew> | null = null;
  #granted = 0;
  #held = 0;
  #runs = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #onGrant = new Set<() => void>();

  /** @param tell Told whenever the number of cores that are wanted, or of workers that live, changes. */
  constructor(tell: (wanted: number, held: number, granted: number) => void) {
    this.#tell = tell;
  }

  /** So many workers may live from now on. A worker that has an image finishes it first. */
  grant(count: number): void {
    this.#granted = count;
    if (count === 0) this.#release();
    for (const go of this.#onGrant) go();
    if (!this.#crew) return this.#told();
    const told = () => this.#told();
    this.#crew.then((crew) => crew.resize(this.#granted || 1)).then(told, told);
  }

  /** Starts the workers for what is about to come. */
  warm(): void {
    if (this.#runs > 0) return;
    void this.#atWork(() => this.#started()).catch(() => undefined);
  }

  /** @throws AppError where the engine cannot start. Trouble with an image is in the report. */
  run({ recipe, items, sink, taken = [], signal, heard }: Run): Promise<Report> {
    return this.#atWork(async () => {
      const crew = await this.#started();
      const job = startJob({
        ...{ source: items, recipe, sink, crew, taken, limits, about },
        budgetBytes: budgetOf(defaultSettings),
      });
      const off = job.listen(heard);
      const cancel = () => job.cancel();
      if (signal.aborted) cancel();
      signal.addEventListener('abort', cancel);
      try {
        return await job.done;
      } finally {
        off();
        signal.removeEventListener('abort', cancel);
      }
    });
  }

  async #atWork<T>(work: () => Promise<T>): Promise<T> {
    clearTimeout(this.#rest);
    this.#runs++;
    this.#told();
    try {
      return await work();
    } finally {
      if (--this.#runs === 0) {
        this.#rest = setTimeout(() => this.#release(), restMs);
        this.#told();
      }
    }
  }

  async #started(): Promise<Crew> {
    while (this.#granted === 0)
      await new Promise<void>((resolve) => {
        const go = () => {
          this.#onGrant.delete(go);
          resolve();
        };
        this.#onGrant.add(go);
      });
    this.#crew ??= this.#begin().catch((error: unknown) => {
      this.#crew = null;
      throw error;
    });
    return this.#crew;
  }

  async #begin(): Promise<Crew> {
    const [kernels, tier] = await Promise.all([compileKernels(), tierHere()]);
    return createCrew({
      workers: Math.max(1, this.#granted),
      factory: this.#worker,
      start: { kernels, tier, ...workerBounds },
    });
  }

  /** Counts its workers: the page hands a core on when the worker that had it has ended. */
  readonly #worker: WorkerFactory = (needs) => {
    const worker = imageWorker(needs) as Worker; // In a page it makes no other.
    const terminate = worker.terminate.bind(worker);
    let lives = true;
    worker.terminate = () => {
      terminate();
      if (!lives) return;
      lives = false;
      this.#held--;
      this.#told();
    };
    this.#held++;
    this.#told();
    return worker;
  };

  #release(): void {
    if (this.#runs > 0) return;
    clearTimeout(this.#rest);
    this.#granted = 0;
    const crew = this.#crew;
    this.#crew = null;
    void crew
      ?.then((started) => started.close())
      .catch(() => undefined)
      .finally(() => this.#told());
    if (!crew) this.#told();
  }

  #told(): void {
    this.#tell(this.#runs > 0 ? navigator.hardwareConcurrency : 0, this.#held, this.#granted);
  }
}
