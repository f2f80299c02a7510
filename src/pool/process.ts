import type { CallOptions } from './entry';
import { PoolError } from './errors';
import type { MaybeFresh } from './fresh';
import { after } from './after';
import { assertNumber } from './assert-number';
import { Pool } from './pool';
import { assertTask, type TaskRef } from './tasks';

export interface ProcessOptions<A extends readonly unknown[], R> extends Pick<
  CallOptions,
  'signal' | 'timeoutMs' | 'transfer'
> {
  readonly target: TaskRef<A, R>;
  readonly args: MaybeFresh<A>;
  readonly name?: string;
}

/**
 * How a process ended: 0 for a result, 1 for an error or a worker that did not start, -15 when it was terminated (Python's
 * −SIGTERM), -1 when its worker died under it.
 */
export interface Exit<R> {
  readonly exitCode: number;
  readonly value?: R;
  readonly error?: Error;
}

let count = 0;

/** Python's `multiprocessing.Process`: one function, in a worker of its own. */
export class Process<A extends readonly unknown[], R> {
  readonly name: string;
  readonly #options: ProcessOptions<A, R>;
  #pool: Pool | null = null;
  #exit: Promise<Exit<R>> | null = null;
  #ended: Exit<R> | null = null;

  constructor(options: ProcessOptions<A, R>) {
    assertTask(options.target);
    this.#options = options;
    this.name = options.name ?? `Process-${++count}`;
  }

  get isAlive(): boolean {
    return this.#exit !== null && this.#ended === null;
  }

  /** Undefined until it has ended. */
  get exitCode(): number | undefined {
    return this.#ended?.exitCode;
  }

  /** Starts its worker and runs the target there. @throws Error when it was started before. */
  start(): void {
    if (this.#exit) throw new Error(`Expected ${this.name} to be started once; it was started before.`);
    const { target, args, name: _, ...options } = this.#options;
    const pool = new Pool(target.module, { processes: 1, retries: 0 });
    this.#pool = pool;
    this.#exit = pool.apply(target, args, options).then(
      (value) => this.#end({ exitCode: 0, value }),
      (error: Error) => this.#end({ exitCode: codeOf(error), error }),
    );
  }

  /**
   * Waits for the end. Never rejects.
   * @returns undefined when `timeoutMs` passes first. @throws Error before `start`.
   */
  async join(timeoutMs?: number): Promise<Exit<R> | undefined> {
    if (!this.#exit) throw new Error(`Expected ${this.name} to be started before \`join()\`.`);
    if (timeoutMs === undefined) return this.#exit;
    assertNumber('timeoutMs', timeoutMs, 0, Infinity);
    return new Promise((settle) => {
      const inTime = after(timeoutMs, () => settle(undefined));
      void this.#exit!.then((exit) => {
        inTime();
        settle(exit);
      });
    });
  }

  /** Ends its worker at once. Without effect before the start and after the end. */
  terminate(): void {
    this.#pool?.terminate();
  }

  #end(exit: Exit<R>): Exit<R> {
    this.#pool?.terminate();
    this.#ended = exit;
    return exit;
  }
}

function codeOf(error: Error): number {
  if (!(error instanceof PoolError)) return 1;
  if (error.code === 'aborted' || error.code === 'timed-out') return -15;
  return error.code === 'worker-crashed' ? -1 : 1;
}
