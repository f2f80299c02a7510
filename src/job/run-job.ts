import type { Item } from '../core/dataset/item';
import type { Worked } from '../core/dataset/outcome';
import { countsOf, type Report } from '../core/dataset/report';
import { AppError, ItemError } from '../core/errors';
import { beyondLight } from '../core/recipe/beyond-light';
import { Budget } from './budget';
import { Control } from './control';
import { CostModel } from './cost-model';
import { cancelled, untold } from './create-crew';
import type { Late } from './crew';
import type { Job, JobEvent, JobOptions, JobState } from './job';
import { Ledger, type Stored } from './ledger';
import { listing } from './listing';
import { longestFirst, lookAhead } from './longest-first';
import { Outputs } from './outputs';
import { placesFor } from './places';

/** Items on their way beyond those in workers: read and waiting, so that no worker waits for a disk. */
const ahead = 2;
/** How long items that need no worker are gone through before the page may draw again. */
const sliceMs = 12;

/**
 * Runs a recipe over a source. It has begun when this returns.
 * @throws AppError `not-isolated` for a recipe that asks for what the crew's tier lacks.
 */
export function startJob(options: JobOptions): Job {
  const { crew, recipe } = options;
  const why = crew.tier.name === 'light' ? beyondLight(recipe, crew.tier) : null;
  if (why) throw new AppError('not-isolated', why);
  return new RunningJob(options);
}

class RunningJob implements Job {
  readonly done: Promise<Report>;
  readonly #options: JobOptions;
  readonly #control = new Control();
  readonly #budget: Budget;
  /** For those in workers: what is read already waits here, so that a pause holds it too. */
  readonly #turns: Budget;
  readonly #outputs: Outputs;
  readonly #ledger: Ledger;
  readonly #costs = new CostModel();
  readonly #started = performance.now();
  #sliceEnds = 0;
  /** A bug in the way of one item, or in the source, ends the job, loudly. */
  readonly #bugs: unknown[] = [];

  constructor(options: JobOptions) {
    this.#options = options;
    const { crew, budgetBytes, recipe, taken = [], sink, labels } = options;
    const places = () => placesFor(recipe, crew.workers);
    this.#budget = new Budget(budgetBytes, () => places() + ahead);
    this.#turns = new Budget(Infinity, places);
    this.#outputs = new Outputs(sink, labels ?? null);
    const naming = { template: recipe.output.name, taken, stemsApart: labels?.stemsApart ?? false };
    this.#ledger = new Ledger(naming, this.#outputs, (row) => this.#control.tell({ type: 'named', row }));
    this.done = this.#run();
    // Whoever started the job may look at `done` later; a bug is still thrown there.
    this.done.catch(() => {});
  }

  get state(): JobState {
    return this.#control.state;
  }

  pause(): void {
    this.#control.pause();
  }

  resume(): void {
    this.#control.resume();
  }

  cancel(): void {
    this.#control.cancel();
  }

  listen(listener: (event: JobEvent) => void): () => void {
    return this.#control.listen(listener);
  }

  async #run(): Promise<Report> {
    const running = new Set<Promise<void>>();
    try {
      await this.#takeAll(running);
    } catch (error) {
      this.#fail(error);
    }
    await Promise.all(running);
    const labels = this.#bugs.length === 0 ? await this.#outputs.writeLabels() : null;
    this.#control.end();
    if (this.#bugs.length > 0) throw this.#bugs[0];
    return { ...this.#report(), ...(labels && { labels }) };
  }

  async #takeAll(running: Set<Promise<void>>): Promise<void> {
    for await (const { item, place } of longestFirst(this.#listed(), lookAhead, (one) => this.#costs.of(one.item))) {
      if (this.#bugs.length > 0) return;
      await this.#control.unpaused();
      const before = this.#foregone(item);
      if (before) {
        this.#settle(place, before, [], null);
        await this.#breath();
        continue;
      }
      await this.#budget.enter(item.bytes);
      const way = this.#way(item, place).catch((error: unknown) => this.#fail(error));
      running.add(way);
      void way.then(() => running.delete(way));
    }
  }

  /** Names are settled in the source's order, whatever the order of the work. */
  async *#listed(): AsyncGenerator<{ readonly item: Item; readonly place: number }, void, undefined> {
    for await (const item of listing(this.#options.source, this.#control.signal)) {
      if (!item.trouble) this.#options.labels?.expect(item.path);
      yield { item, place: this.#ledger.open(item.path) };
    }
  }

  #fail(bug: unknown): void {
    this.#bugs.push(bug);
    this.cancel();
  }

  async #breath(): Promise<void> {
    if (performance.now() < this.#sliceEnds) return;
    await nextTask();
    this.#sliceEnds = performance.now() + sliceMs;
  }

  /** The outcome of an item that needs no worker. */
  #foregone(item: Item): Worked | null {
    if (this.#control.signal.aborted) return untold(cancelled());
    if (item.trouble) return untold(item.trouble);
    const trouble = this.#options.labels?.troubleOf(item.path) ?? null;
    return trouble && untold(trouble);
  }

  /** One item from its bytes to its stored outputs. It holds its place in the budget until then. */
  async #way(item: Item, place: number): Promise<void> {
    const { crew, recipe, limits } = this.#options;
    const { maxPixels, maxPages, timeoutMs } = limits;
    const { signal } = this.#control;
    let worker: number | null = null;
    let held = item.bytes;
    try {
      await this.#control.unpaused();
      const late = signal.aborted ? item : prefetched(item);
      const labels = await this.#options.labels?.of(item.path);
      const request = { path: item.path, recipe, limits: { maxPixels, maxPages }, ...(labels && { labels }) };
      const onStart = (lane: number) => {
        worker = lane;
        this.#control.tell({ type: 'started', path: item.path, worker: lane });
      };
      const worked = await this.#inTurn(() => crew.process(late, request, { signal, timeoutMs, onStart }));
      if (worked.status === 'done' && worked.ms) this.#costs.learn(item, worked.ms.total);
      const outputBytes =
        worked.status === 'done' ? worked.outputs.reduce((sum, { bytes }) => sum + bytes.byteLength, 0) : 0;
      this.#budget.change(held, outputBytes);
      held = outputBytes;
      const { outcome, stored } = await this.#outputs.store(worked, place, item.path);
      this.#settle(place, outcome, stored, worker);
    } catch (error) {
      // Its labels cannot be had any more.
      if (!(error instanceof ItemError)) throw error;
      this.#settle(place, untold(error.trouble), [], worker);
    } finally {
      this.#budget.leave(held);
    }
  }

  /** Runs `work` when a worker is free for it, unless the job was cancelled first. */
  async #inTurn(work: () => Promise<Worked>): Promise<Worked> {
    await this.#turns.enter(0);
    try {
      await this.#control.unpaused();
      return this.#control.signal.aborted ? untold(cancelled()) : await work();
    } catch (bug) {
      // Now, before the next one has its turn.
      this.#fail(bug);
      throw bug;
    } finally {
      this.#turns.leave(0);
    }
  }

  #settle(place: number, worked: Worked, stored: Stored[], worker: number | null): void {
    const row = this.#ledger.settle(place, worked, stored);
    this.#control.tell({ type: 'settled', row, worker });
  }

  #report(): Report {
    const { about, recipe, crew } = this.#options;
    const items = this.#ledger.rows();
    return {
      version: 1,
      ...about,
      recipe,
      workers: crew.workers,
      tier: crew.tier.name,
      wallMs: performance.now() - this.#started,
      counts: countsOf(items),
      items,
    };
  }
}

/** Lets the page draw. A timer would wait a second in a tab that is not seen. */
function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** The first read begins now, while the item waits for a worker; a second try reads again. */
function prefetched(item: Item): Late {
  let first: Promise<ArrayBuffer> | null = item.read();
  // Whoever asks for it hears of the failure; nobody asks when the job is cancelled first.
  first.catch(() => {});
  return {
    bytes: item.bytes,
    path: item.path,
    read: () => {
      const bytes = first ?? item.read();
      first = null;
      return bytes;
    },
  };
}
