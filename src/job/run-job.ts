import type { Item } from '../core/dataset/item';
import type { Worked } from '../core/dataset/outcome';
import { countsOf, type Report } from '../core/dataset/report';
import { ItemError } from '../core/errors';
import { Budget } from './budget';
import { cancelled, untold } from './create-crew';
import type { Job, JobEvent, JobOptions, JobState } from './job';
import { Ledger, type Stored } from './ledger';

/** Items on their way beyond one per worker: read and waiting, so that no worker waits for a disk. */
const ahead = 2;

/** Runs a recipe over a source. It has begun when this returns. */
export function startJob(options: JobOptions): Job {
  return new RunningJob(options);
}

class RunningJob implements Job {
  readonly done: Promise<Report>;
  readonly #options: JobOptions;
  readonly #listeners = new Set<(event: JobEvent) => void>();
  readonly #abort = new AbortController();
  readonly #budget: Budget;
  readonly #ledger: Ledger;
  readonly #started = performance.now();
  #state: JobState = 'running';
  #resumed: Promise<void> = Promise.resolve();
  #wake = () => {};
  /** A bug in the way of one item ends the job, loudly. */
  #bug: unknown = null;

  constructor(options: JobOptions) {
    this.#options = options;
    const { crew, budgetBytes, recipe, taken = [], sink } = options;
    this.#budget = new Budget(budgetBytes, crew.workers + ahead);
    this.#ledger = new Ledger(recipe.output.name, taken, sink, (row) => this.#tell({ type: 'named', row }));
    this.done = this.#run();
    // Whoever started the job may look at `done` later; a bug is still thrown there.
    this.done.catch(() => {});
  }

  get state(): JobState {
    return this.#state;
  }

  pause(): void {
    if (this.#state !== 'running') return;
    this.#resumed = new Promise((wake) => (this.#wake = wake));
    this.#enter('paused');
  }

  resume(): void {
    if (this.#state !== 'paused') return;
    this.#wake();
    this.#enter('running');
  }

  cancel(): void {
    if (this.#state === 'cancelling' || this.#state === 'ended') return;
    this.#enter('cancelling');
    this.#wake();
    this.#abort.abort();
  }

  listen(listener: (event: JobEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #run(): Promise<Report> {
    const running = new Set<Promise<void>>();
    for await (const item of this.#options.source) {
      await this.#resumed;
      const place = this.#ledger.open(item.path);
      const before = this.#foregone(item);
      if (before) {
        this.#settle(place, before, [], null);
        continue;
      }
      await this.#budget.enter(item.bytes);
      await this.#resumed;
      const way = this.#way(item, place).catch((error: unknown) => {
        this.#bug ??= error;
        this.cancel();
      });
      running.add(way);
      void way.then(() => running.delete(way));
    }
    await Promise.all(running);
    this.#enter('ended');
    if (this.#bug) throw this.#bug;
    return this.#report();
  }

  /** The outcome of an item that needs no worker. */
  #foregone(item: Item): Worked | null {
    if (this.#abort.signal.aborted) return untold(cancelled());
    return item.trouble && untold(item.trouble);
  }

  /** One item from its bytes to its stored outputs. It holds its place in the budget until then. */
  async #way(item: Item, place: number): Promise<void> {
    const { crew, recipe, limits } = this.#options;
    const { maxPixels, maxPages, timeoutMs } = limits;
    const { signal } = this.#abort;
    let worker: number | null = null;
    let held = item.bytes;
    try {
      const request = { path: item.path, recipe, limits: { maxPixels, maxPages } };
      const worked = await crew.process(prefetched(item), request, {
        signal,
        timeoutMs,
        onStart: (lane) => {
          worker = lane;
          this.#tell({ type: 'started', path: item.path, worker: lane });
        },
      });
      const outputBytes =
        worked.status === 'done' ? worked.outputs.reduce((sum, { bytes }) => sum + bytes.byteLength, 0) : 0;
      this.#budget.change(held, outputBytes);
      held = outputBytes;
      const { outcome, stored } = await this.#store(worked, place);
      this.#settle(place, outcome, stored, worker);
    } finally {
      this.#budget.leave(held);
    }
  }

  /** What cannot be stored fails, whole: half of a fan-out would look like all of it. */
  async #store(worked: Worked, place: number): Promise<{ outcome: Worked; stored: Stored[] }> {
    if (worked.status !== 'done') return { outcome: worked, stored: [] };
    const stored: Stored[] = [];
    try {
      for (const { bytes, ...output } of worked.outputs) {
        const id = `${this.#runId}/${place}/${stored.length}`;
        const { byteLength } = bytes;
        await this.#options.sink.write(id, bytes);
        stored.push({ ...output, id, bytes: byteLength });
      }
      return { outcome: worked, stored };
    } catch (error) {
      if (!(error instanceof ItemError)) throw error;
      const { outputs: _, status: __, ...account } = worked;
      return { outcome: { ...account, status: 'failed', ...error.trouble }, stored: [] };
    }
  }

  /** Apart from the ids of other runs over the same sink. */
  readonly #runId = crypto.randomUUID();

  #settle(place: number, worked: Worked, stored: Stored[], worker: number | null): void {
    const row = this.#ledger.settle(place, worked, stored);
    this.#tell({ type: 'settled', row, worker });
  }

  #report(): Report {
    const { about, recipe, crew } = this.#options;
    const items = this.#ledger.rows();
    return {
      version: 1,
      ...about,
      recipe,
      workers: crew.workers,
      tier: 'full',
      wallMs: performance.now() - this.#started,
      counts: countsOf(items),
      items,
    };
  }

  #enter(state: JobState): void {
    this.#state = state;
    this.#tell({ type: 'state', state });
  }

  #tell(event: JobEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

/** The first read begins now, while the item waits for a worker; a second try reads again. */
function prefetched(item: Item): { bytes: number; read: () => Promise<ArrayBuffer> } {
  let first: Promise<ArrayBuffer> | null = item.read();
  // Whoever asks for it hears of the failure; nobody asks when the job is cancelled first.
  first.catch(() => {});
  return {
    bytes: item.bytes,
    read: () => {
      const bytes = first ?? item.read();
      first = null;
      return bytes;
    },
  };
}
