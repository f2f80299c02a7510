import { assertNumber } from './assert-number';
import { Call, type CallOptions } from './call';
import { track, within, type ActiveChild } from './children';
import { Chunk } from './chunk';
import { Entry } from './entry';
import { aborted, PoolError, told } from './errors';
import type { MaybeFresh } from './fresh';
import { Gather } from './gather';
import { onAbort } from './on-abort';
import { Scheduler } from './scheduler';
import { assertTask, factoryOf, type TaskRef } from './tasks';

export type ProcessOptions<A extends readonly unknown[], R> = Settings<A, R> &
  ([] extends A ? { readonly args?: MaybeFresh<A> } : { readonly args: MaybeFresh<A> });

interface Settings<A extends readonly unknown[], R> extends Pick<CallOptions, 'signal' | 'timeoutMs' | 'transfer'> {
  readonly target: TaskRef<A, R>;
  /** Default `Process-1` and so on. */
  readonly name?: string;
  /** Default false. */
  readonly daemon?: boolean;
}

/**
 * How a process ended: 0 for a result, 1 for an error or a worker that did not start, -15 when it was terminated (Python's
 * −SIGTERM) or ran out of time, -9 when it was killed, -1 when its worker died under it.
 */
export interface Exit<R> {
  readonly exitCode: number;
  readonly value?: R;
  readonly error?: Error;
}

let count = 0;

/** Python's `multiprocessing.Process`: one function, in a worker of its own. */
export class Process<A extends readonly unknown[], R> implements ActiveChild {
  #name: string;
  #daemon: boolean;
  readonly #options: ProcessOptions<A, R>;
  #pid: number | undefined;
  #scheduler: Scheduler | null = null;
  #exit: Promise<Exit<R>> | null = null;
  #ended: Exit<R> | null = null;
  #isClosed = false;

  constructor(options: ProcessOptions<A, R>) {
    assertTask(options.target);
    this.#options = options;
    this.#name = options.name ?? `Process-${++count}`;
    this.#daemon = options.daemon ?? false;
  }

  /** What its worker, too, is called. For people alone: two may have the same. */
  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    this.#name = name;
  }

  /**
   * Whether it ends with the program that started it: in Node, where a program waits for its other workers. On a page
   * all of them end with it, whatever this says.
   */
  get daemon(): boolean {
    return this.#daemon;
  }

  /** @throws Error after `start`. */
  set daemon(daemon: boolean) {
    if (this.#exit) throw new Error(`Expected \`daemon\` of ${this.#name} to be set before its start.`);
    this.#daemon = daemon;
  }

  /** Counts the workers of this page from 1: a tab does not learn the system's number. Undefined before `start`. */
  get pid(): number | undefined {
    return this.#pid;
  }

  /** @throws Error after `close`. */
  get isAlive(): boolean {
    this.#assertOpen();
    return this.#exit !== null && this.#ended === null;
  }

  /** Undefined until it has ended. @throws Error after `close`. */
  get exitCode(): number | undefined {
    this.#assertOpen();
    return this.#ended?.exitCode;
  }

  /** Starts its worker and runs the target there. @throws Error when it was started before, or is closed. */
  start(): void {
    this.#assertOpen();
    if (this.#exit) throw new Error(`Expected ${this.#name} to be started once; it was started before.`);
    const { target, args = [], signal } = this.#options;
    const call = new Call(target, this.#options, new Error());
    const scheduler = new Scheduler({
      factory: factoryOf(target.module),
      initializer: null,
      timeoutMs: 60_000,
      nameOf: () => this.#name,
      tasksPerWorker: 1,
      maxTasksPerChild: Infinity,
      maxBytesInFlight: Infinity,
      retries: 0,
      taskTimeoutMs: undefined,
      daemon: this.#daemon,
      onMade: ({ pid }) => (this.#pid ??= pid),
    });
    const gather = new Gather(1, () => scheduler.settled(entry));
    const entry = new Entry(call, args as readonly unknown[], gather);
    this.#scheduler = scheduler;
    this.#exit = gather.done.then(
      ([value]) => this.#end(scheduler, { exitCode: 0, value: value as R }),
      (reason: unknown) => {
        const error = told(reason) as Error;
        return this.#end(scheduler, { exitCode: codeOf(error), error });
      },
    );
    void this.#exit.then(track(this));
    if (signal?.aborted) return entry.reject(aborted(signal));
    void this.#exit.then(onAbort(signal, () => scheduler.end(aborted(signal!))));
    scheduler.resize(1);
    scheduler.submit([new Chunk(call, [entry])]);
  }

  /**
   * Waits for the end. What the target threw it does not throw.
   * @returns undefined when `timeoutMs` passes first. @throws Error before `start` and after `close`.
   */
  async join(timeoutMs?: number): Promise<Exit<R> | undefined> {
    this.#assertOpen();
    if (!this.#exit) throw new Error(`Expected ${this.#name} to be started before \`join()\`.`);
    if (timeoutMs !== undefined) assertNumber('timeoutMs', timeoutMs, 0, Infinity);
    const letGo = this.#scheduler?.hold();
    const exit = await within(this.#exit, timeoutMs);
    letGo?.();
    return exit;
  }

  /** Ends its worker at once: it runs nothing any more, no `finally` either. Without effect before the start and after the end. */
  terminate(): void {
    this.#assertOpen();
    this.#scheduler?.end(new PoolError('aborted', `${this.#name} was terminated.`));
  }

  /** As `terminate`, with another exit code: a worker has no gentler and no harder end. */
  kill(): void {
    this.#assertOpen();
    this.#scheduler?.end(new Killed('aborted', `${this.#name} was killed.`));
  }

  /** Lets go of it. From then on only its name is told. @throws Error while it runs. */
  close(): void {
    if (this.#exit && !this.#ended)
      throw new Error(`Expected ${this.#name} to have ended before \`close()\`: join it.`);
    this.#isClosed = true;
    this.#scheduler = null;
  }

  /** It has ended once its worker has. */
  async #end(scheduler: Scheduler, exit: Exit<R>): Promise<Exit<R>> {
    scheduler.end(new PoolError('aborted', 'The process has ended.'));
    await scheduler.over();
    this.#ended = exit;
    return exit;
  }

  #assertOpen(): void {
    if (this.#isClosed) throw new Error(`Expected ${this.#name} to be open; it was closed.`);
  }
}

class Killed extends PoolError {}

function codeOf(error: Error): number {
  if (!(error instanceof PoolError)) return 1;
  if (error instanceof Killed) return -9;
  if (error.code === 'aborted' || error.code === 'timed-out') return -15;
  return error.code === 'worker-crashed' ? -1 : 1;
}
