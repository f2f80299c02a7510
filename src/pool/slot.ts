import * as Comlink from 'comlink';
import { PoolError } from './errors';
import type { Host, Ran } from './host';
import type { WorkerFactory } from './tasks';

/** How long a worker may take until its module answers. */
const startTimeoutMs = 60_000;
/** How long an idle worker without a lock may take to answer before it counts as dead. */
const pingTimeoutMs = 10_000;

/** One worker behind comlink, and the one promise that says it is gone. */
export class Slot {
  /** Settles once, when the worker is gone: ended from here, by itself, or never started. Never rejects. */
  readonly gone: Promise<PoolError>;
  readonly #worker: Worker;
  readonly #remote: Comlink.Remote<Host>;
  readonly #watch = new AbortController();
  #end!: (why: PoolError) => void;
  #locked = false;

  /** Makes the worker at once; `start` waits until it answers. */
  constructor(factory: WorkerFactory, needs: readonly string[]) {
    this.gone = new Promise((settle) => {
      this.#end = (why) => {
        this.#watch.abort();
        this.#worker.terminate();
        settle(why);
      };
    });
    this.#worker = factory(needs);
    // Before the module answers, `error` means that the script cannot be loaded; later errors are a task's own.
    this.#worker.addEventListener('error', this.#failedToStart);
    this.#remote = Comlink.wrap<Host>(this.#worker);
  }

  /** Resolves when the worker's module answers. @throws PoolError `start-failed`; the worker is gone then. */
  async start(): Promise<void> {
    const lock = `pool-${crypto.randomUUID()}`;
    const late = setTimeout(
      () => this.#end(startFailed(`gave no answer in ${startTimeoutMs / 1000} s`)),
      startTimeoutMs,
    );
    const answer = await this.#orGone(this.#remote.hello(lock));
    clearTimeout(late);
    if (answer instanceof PoolError) throw answer;
    this.#worker.removeEventListener('error', this.#failedToStart);
    this.#locked = answer;
    if (answer) this.#watchLock(lock);
  }

  /**
   * Runs one task. Where no lock tells of a death, the worker is asked for a sign of life first.
   * @returns what became of it, or why the worker is gone.
   */
  async run(task: string, args: readonly unknown[], transfer: Transferable[]): Promise<Ran | PoolError> {
    if (!this.#locked && !(await this.#answers())) {
      this.#end(new PoolError('worker-crashed', 'The worker gave no sign of life.'));
    }
    let call: Promise<Ran>;
    try {
      // comlink posts at once, so what cannot be cloned throws here or rejects at once, before the worker knows of it.
      call = this.#remote.run(task, transfer.length > 0 ? Comlink.transfer(args as unknown[], transfer) : args);
    } catch (error) {
      return notSent(error);
    }
    return this.#orGone(call.catch(notSent));
  }

  /** Ends the worker at once. */
  terminate(why: PoolError): void {
    this.#end(why);
  }

  readonly #failedToStart = (event: Event): void => {
    event.preventDefault();
    this.#end(
      startFailed(event instanceof ErrorEvent && event.message ? event.message : 'its script could not be loaded'),
    );
  };

  #watchLock(lock: string): void {
    navigator.locks
      .request(lock, { signal: this.#watch.signal }, () => {
        this.#end(new PoolError('worker-crashed', 'The worker ended by itself.'));
      })
      .catch(() => {
        // Aborted: the worker was ended from here.
      });
  }

  async #answers(): Promise<boolean> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<false>((settle) => (timer = setTimeout(() => settle(false), pingTimeoutMs)));
    const answer = await Promise.race([this.#orGone(this.#remote.ping()), late]);
    clearTimeout(timer);
    return answer === true;
  }

  #orGone<T>(call: Promise<T>): Promise<T | PoolError> {
    return Promise.race([call, this.gone]);
  }
}

function startFailed(why: string): PoolError {
  return new PoolError('start-failed', `The worker could not be started: ${why}.`);
}

/** The message never left, or its answer could not be sent: an error of the task, the worker lives on. */
function notSent(error: unknown): Ran {
  const { name, message } = error as Error;
  return { ok: false, error: { name, message }, retire: false };
}
