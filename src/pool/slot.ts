import * as Comlink from 'comlink';
import { PoolError, recordOf } from './errors';
import type { Host, Ran } from './host';
import type { WorkerFactory } from './tasks';
import type { Child } from './worlds/child';
import { adopt } from './worlds/world';

/** How long an idle worker that holds no lock may take to answer before it counts as dead. */
const pingTimeoutMs = 10_000;

let workersMade = 0;

/** One worker behind comlink, and the one promise that says it is gone. */
export class Slot {
  /** Counts the workers of this page from 1. */
  readonly pid = ++workersMade;
  /** Settles once, when the worker is gone: ended from here, by itself, or never started. Never rejects. */
  readonly gone: Promise<PoolError>;
  /** Settles when nothing of the worker is left. */
  readonly ended: Promise<void>;
  /** Whether it ever took up a task of the pool. */
  hasWorked = false;
  /** How many tasks it had taken up and not answered when it ended. */
  tasksAtEnd = 0;
  readonly #child: Child;
  readonly #remote: Comlink.Remote<Host>;
  /** Calls under way. A race of each against `gone` would keep every result for as long as the worker lives. */
  readonly #calls = new Set<(why: PoolError) => void>();
  #tasks = 0;
  #why: PoolError | null = null;
  #tellGone!: (why: PoolError) => void;
  #tellEnded!: (ended: Promise<void>) => void;

  /** Makes the worker at once; `start` waits until it answers. */
  constructor(factory: WorkerFactory, needs: readonly string[]) {
    this.gone = new Promise((settle) => (this.#tellGone = settle));
    this.ended = new Promise((settle) => (this.#tellEnded = settle));
    this.#child = adopt(factory(needs), (code, why) => {
      this.terminate(code === 'start-failed' ? startFailed(why) : new PoolError(code, why));
    });
    this.#remote = Comlink.wrap<Host>(this.#child.endpoint);
  }

  /** Why the worker is gone; null while it lives. */
  get why(): PoolError | null {
    return this.#why;
  }

  /** Resolves when the worker's module answers. @throws PoolError `start-failed`; the worker is gone then. */
  async start(timeoutMs: number): Promise<void> {
    const late = setTimeout(
      () => this.terminate(startFailed(`its module gave no answer in ${timeoutMs / 1000} s`)),
      timeoutMs,
    );
    const hello = this.#remote.hello(this.#child.lock).catch((error: unknown) => {
      this.terminate(startFailed(`its module does not end with \`serve()\` (${recordOf(error).message})`));
      return false;
    });
    const answer = await this.orGone(hello);
    clearTimeout(late);
    if (answer instanceof PoolError) throw answer;
    this.#child.started(answer);
  }

  /** Whether a task can be sent. Where nothing tells of a death, an idle worker is asked for a sign of life. */
  async isAlive(): Promise<boolean> {
    if (this.#why || this.#child.tellsDeath || this.#tasks > 0) return !this.#why;
    const late = setTimeout(
      () => this.terminate(new PoolError('worker-crashed', 'It gave no sign of life.')),
      pingTimeoutMs,
    );
    await this.orGone(this.#remote.ping());
    clearTimeout(late);
    return !this.#why;
  }

  /** Whether `isAlive` has to ask, and so to wait. */
  get mustBeAsked(): boolean {
    return !this.#child.tellsDeath && this.#tasks === 0;
  }

  /** Runs one task. @returns what became of it, or why the worker is gone. */
  async run(task: string, args: readonly unknown[], transfer: readonly Transferable[]): Promise<Ran | PoolError> {
    this.hasWorked = true;
    this.#tasks++;
    try {
      // What cannot be cloned rejects at once, before the worker knows of it.
      const call = this.#remote.run(task, transfer.length > 0 ? Comlink.transfer([...args], [...transfer]) : args);
      return await this.orGone(call.catch((error: unknown) => notSent(task, error)));
    } finally {
      this.#tasks--;
    }
  }

  /** The call's own end, or that of the worker, whichever comes first. */
  orGone<T>(call: Promise<T>): Promise<T | PoolError> {
    if (this.#why) return Promise.resolve(this.#why);
    return new Promise((settle, fail) => {
      this.#calls.add(settle);
      const off = () => this.#calls.delete(settle);
      call.then(settle, fail).then(off, off);
    });
  }

  /** Ends the worker at once. */
  terminate(why: PoolError): void {
    if (this.#why) return;
    this.#why = why;
    this.tasksAtEnd = this.#tasks;
    this.#tellEnded(this.#child.terminate());
    for (const settle of this.#calls) settle(why);
    this.#calls.clear();
    this.#tellGone(why);
  }
}

function startFailed(why: string): PoolError {
  return new PoolError('start-failed', `The worker could not be started: ${why}.`);
}

/** The message or its answer could not be cloned: an error of the task, the worker lives on. */
function notSent(task: string, thrown: unknown): Ran {
  const error = recordOf(thrown);
  const message = `What "${task}" takes or returns cannot be sent between page and worker: ${error.message}`;
  return { ok: false, error: { ...error, message }, retire: false };
}
