import { about } from '../../app/state/about';
import { imageWorker } from '../../app/state/threads';
import type { Item } from '../../core/dataset/item';
import type { Report } from '../../core/dataset/report';
import type { Recipe } from '../../core/recipe/recipe';
import type { Crew } from '../../job/crew';
import type { JobEvent } from '../../job/job';
import { startJob } from '../../job/run-job';
import { budgetOf, defaultSettings, workersOf } from '../../job/settings';
import { listen, type WorkerFactory } from '../../pool';
import type { Sink } from '../../sinks/sink';
import type { Tier } from '../protocol';
import { begunCrew } from './begun-crew';
import { labelsFor } from './labels';
import { ownTier } from './own-tier';

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
  readonly #tell: (wanted: number, held: number, round: number) => void;
  readonly #tellTier: (tier: Tier, reason: string | null) => void;
  #crew: Promise<Crew> | null = null;
  /** The workers of another window, in place of our own. */
  #far: Crew | null = null;
  #granted = 0;
  #round = 0;
  #held = 0;
  #runs = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #onGrant = new Set<() => void>();

  /** @param tell Told whenever the number of cores that are wanted, or of workers that live, changes. `tellTier` when another one runs. */
  constructor(
    tell: (wanted: number, held: number, round: number) => void,
    tellTier: (tier: Tier, reason: string | null) => void,
  ) {
    this.#tell = tell;
    this.#tellTier = tellTier;
    listen(({ type }) => {
      if (type !== 'worker-ended') return;
      this.#held--;
      this.#told();
    });
  }

  /** So many workers may live from now on. A worker that has an image finishes it first. */
  grant(count: number, round: number): void {
    this.#granted = count;
    if (count === 0) this.#release();
    for (const go of this.#onGrant) go();
    // Told as heard once it holds: until then more may be starting.
    const heard = () => {
      this.#round = round;
      this.#told();
    };
    if (!this.#crew) return heard();
    this.#crew.then((crew) => crew.resize(this.#granted || 1)).then(heard, heard);
  }

  /** Another window works from now on, until it has nothing left to do or is closed. */
  useFar(crew: Crew): void {
    this.#far = crew;
    this.#tellTier('full', 'window');
  }

  leaveFar(): void {
    const far = this.#far;
    if (!far) return;
    this.#far = null;
    void far.close();
    const { tier, reason } = ownTier();
    this.#tellTier(tier, reason);
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
      const labelled = await labelsFor(items, recipe, sink);
      try {
        const job = startJob({
          ...{ source: items, recipe, sink, crew, taken, limits, about },
          ...(labelled && { labels: labelled.labels }),
          budgetBytes: budgetOf(defaultSettings),
        });
        job.listen(heard);
        const cancel = () => job.cancel();
        if (signal.aborted) cancel();
        signal.addEventListener('abort', cancel);
        return await job.done.finally(() => signal.removeEventListener('abort', cancel));
      } finally {
        labelled?.end();
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
    if (this.#far) return this.#far;
    while (this.#granted === 0)
      await new Promise<void>((resolve) => {
        const go = () => {
          this.#onGrant.delete(go);
          resolve();
        };
        this.#onGrant.add(go);
      });
    this.#crew ??= begunCrew(() => Math.max(1, this.#granted), this.#worker).catch((error: unknown) => {
      this.#crew = null;
      throw error;
    });
    return this.#crew;
  }

  /** Counts its workers: the page hands a core on when the worker that had it is gone. */
  readonly #worker: WorkerFactory = (needs) => {
    this.#held++;
    this.#told();
    return imageWorker(needs);
  };

  #release(): void {
    if (this.#runs > 0) return;
    clearTimeout(this.#rest);
    this.#granted = 0;
    const crew = this.#crew;
    this.#crew = null;
    this.leaveFar();
    void crew
      ?.then((started) => started.close())
      .catch(() => undefined)
      .finally(() => this.#told());
    if (!crew) this.#told();
  }

  #told(): void {
    this.#tell(this.#runs > 0 && !this.#far ? workersOf(defaultSettings) : 0, this.#held, this.#round);
  }
}
