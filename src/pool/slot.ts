import * as Comlink from 'comlink';
import { after } from './after';
import { PoolError, recordOf, type ErrorRecord } from './errors';
import { isPart, isRetiring, isThrown, type Host, type Identity, type Part, type Ran } from './host';
import { wrapped } from './shared/wire';
import type { Receiver } from './shared/wired';
import type { WorkerFactory } from './tasks';
import type { Child } from './worlds/child';
import { adopt } from './worlds/world';

/** How long an idle worker that holds no lock may take to answer before it counts as dead. */
const pingTimeoutMs = 10_000;

/** A result that is this old when its chunk's next task begins is told first: many a tiny one shares a message. */
const tellEveryMs = 0.5;

let workersMade = 0;
let chunksSent = 0;

type Call = (...args: readonly unknown[]) => Promise<unknown>;

/** Names that mean something else on comlink's proxies. */
const comlinksOwn = ['bind', 'then'];

/** A message held what cannot be cloned, or was moved before: the worker knows nothing of it. */
export class NotSent {
  readonly error: ErrorRecord;

  constructor(error: ErrorRecord) {
    this.error = error;
  }
}

/** One worker behind comlink, and the one promise that says it is gone. */
export class Slot implements Identity {
  /** Counts the workers of this page from 1. */
  readonly pid = ++workersMade;
  readonly name: string;
  /** Settles once, when the worker is gone: ended from here, by itself, or never started. Never rejects. */
  readonly gone: Promise<PoolError>;
  /** Settles when nothing of the worker is left. */
  readonly ended: Promise<void>;
  /** It asked to be replaced. */
  isRetiring = false;
  /** Whether it ever took up a task of the pool. */
  hasWorked = false;
  /** How many messages with tasks it had taken up and not answered when it ended. */
  tasksAtEnd = 0;
  readonly #child: Child;
  readonly #remote: Comlink.Remote<Host>;
  /** Each asked for once: a look at a remote makes another proxy. */
  readonly #tasks = new Map<string, Call>();
  readonly #chunks = new Map<number, (part: Part) => void>();
  /** Calls under way. A race of each against `gone` would keep every result for as long as the worker lives. */
  readonly #calls = new Set<(why: PoolError) => void>();
  readonly #whenGone = new Set<() => void>();
  /** Who queues know to have their port. Another one once a message did not go out, and a port may have stayed here. */
  #receiver = this.#newReceiver();
  #refused: { readonly error: unknown } | null = null;
  #underWay = 0;
  #why: PoolError | null = null;
  #tellGone!: (why: PoolError) => void;
  #tellEnded!: (ended: Promise<void>) => void;

  /** Makes the worker at once; `start` waits until it answers. */
  constructor(factory: WorkerFactory, needs: readonly string[], nameOf: (pid: number) => string) {
    this.name = nameOf(this.pid);
    this.gone = new Promise((settle) => (this.#tellGone = settle));
    this.ended = new Promise((settle) => (this.#tellEnded = settle));
    this.#child = adopt(factory(needs), (code, why) => {
      this.terminate(code === 'start-failed' ? startFailed(why) : new PoolError(code, why));
    });
    this.#remote = Comlink.wrap<Host>(this.#watched(this.#child.endpoint));
    this.#child.endpoint.addEventListener('message', (event) => {
      const { data } = event as MessageEvent<unknown>;
      if (isPart(data)) this.#chunks.get(data.chunk)?.(data);
      else if (isRetiring(data)) this.isRetiring = true;
    });
  }

  /** Why the worker is gone; null while it lives. */
  get why(): PoolError | null {
    return this.#why;
  }

  /** Messages with tasks that it has taken up and not answered. */
  get load(): number {
    return this.#underWay;
  }

  /** Whether the program waits for this worker: in Node, one that nobody waits for does not keep it from ending. */
  set isAwaited(isAwaited: boolean) {
    this.#child.await(isAwaited);
  }

  /** Resolves when the worker's module answers. @throws PoolError `start-failed`; the worker is gone then. */
  async start(timeoutMs: number): Promise<void> {
    const late = () => this.terminate(startFailed(`its module gave no answer in ${timeoutMs / 1000} s`));
    const inTime = after(timeoutMs, late, false);
    const { name, pid } = this;
    const hello = this.#remote.hello(this.#child.lock, { name, pid }).catch((error: unknown) => {
      this.terminate(startFailed(`its module does not end with \`serve()\` (${recordOf(error).message})`));
      return false;
    });
    const answer = await this.orGone(hello);
    inTime();
    if (answer instanceof PoolError) throw answer;
    this.#child.started(answer);
  }

  /** Whether a task can be sent. Where nothing tells of a death, an idle worker is asked for a sign of life. */
  async isAlive(): Promise<boolean> {
    if (this.#why || this.#child.tellsDeath || this.#underWay > 0) return !this.#why;
    const inTime = after(pingTimeoutMs, () =>
      this.terminate(new PoolError('worker-crashed', 'It gave no sign of life.')),
    );
    await this.orGone(this.#remote.ping());
    inTime();
    return !this.#why;
  }

  /** Whether `isAlive` has to ask, and so to wait. */
  get mustBeAsked(): boolean {
    return !this.#child.tellsDeath && this.#underWay === 0;
  }

  /** Runs one task. @returns what became of it, or why the worker is gone. @throws NotSent; Error for a result that cannot be sent. */
  async run(task: string, args: readonly unknown[], transfer: readonly Transferable[]): Promise<Ran | PoolError> {
    const [sent, shared] = wrapped(args, this.#receiver);
    const isMoving = transfer.length > 0 || shared.length > 0 || comlinksOwn.includes(task);
    const call = isMoving
      ? () => this.#remote.run(task, Comlink.transfer([...sent], [...transfer, ...shared]))
      : () => this.#task(task)(...sent);
    try {
      const value = await this.#call(call);
      return value instanceof PoolError ? value : { ok: true, value };
    } catch (error) {
      if (isThrown(error)) return { ok: false, error: error.thrownByTask };
      throw error;
    }
  }

  /**
   * Runs one task for each of the argument lists, and tells the results as they come.
   * @param mayStop Whether another worker can run what this one leaves when it asks to be replaced.
   * @param isEach Whether each result is told as it comes, so that it is known which task runs.
   * @returns why the worker is gone; undefined when it is through. @throws NotSent.
   */
  async runAll(
    task: string,
    calls: readonly (readonly unknown[])[],
    transfer: readonly Transferable[],
    isEach: boolean,
    mayStop: boolean,
    onPart: (part: Part) => void,
  ): Promise<void | PoolError> {
    const chunk = ++chunksSent;
    this.#chunks.set(chunk, onPart);
    try {
      const all = calls.map((args) => wrapped(args, this.#receiver));
      const sent = moving(
        all.map(([args]) => args),
        [...transfer, ...all.flatMap(([, moved]) => moved)],
      );
      return await this.#call(() => this.#remote.runAll(task, sent, chunk, isEach ? 0 : tellEveryMs, mayStop));
    } finally {
      this.#chunks.delete(chunk);
    }
  }

  #task(name: string): Call {
    let task = this.#tasks.get(name);
    // Comlink types a nested object as a promise of it; its proxy can be called through all the same.
    if (!task) this.#tasks.set(name, (task = (this.#remote.tasks as unknown as Record<string, Call>)[name]!));
    return task;
  }

  /** The call's own end, or that of the worker, whichever comes first. */
  orGone<T>(call: Promise<T>): Promise<T | PoolError> {
    if (this.#why) return Promise.resolve(this.#why);
    return new Promise((settle, fail) => {
      this.#calls.add(settle);
      call.then(
        (value) => {
          this.#calls.delete(settle);
          settle(value);
        },
        (error: unknown) => {
          this.#calls.delete(settle);
          fail(error);
        },
      );
    });
  }

  /** Ends the worker at once. */
  terminate(why: PoolError): void {
    if (this.#why) return;
    this.#why = why;
    this.tasksAtEnd = this.#underWay;
    this.#tellEnded(this.#child.terminate(this.#underWay === 0));
    for (const settle of this.#calls) settle(why);
    this.#calls.clear();
    for (const run of this.#whenGone) run();
    this.#whenGone.clear();
    this.#tellGone(why);
  }

  async #call<T>(call: () => Promise<T>): Promise<T | PoolError> {
    this.hasWorked = true;
    this.#refused = null;
    const answer = call();
    // Known at once, though comlink tells it later.
    const refused = this.#refused as { readonly error: unknown } | null;
    if (refused) {
      await answer.catch(() => {});
      this.#receiver = this.#newReceiver();
      throw new NotSent(recordOf(refused.error));
    }
    this.#underWay++;
    try {
      return await this.orGone(answer);
    } finally {
      this.#underWay--;
    }
  }

  #newReceiver(): Receiver {
    return {
      onGone: (run) => {
        // The same function for two would be one.
        const own = () => run();
        this.#whenGone.add(own);
        return () => void this.#whenGone.delete(own);
      },
    };
  }

  /** Comlink's endpoint, which remembers that a message could not be sent. */
  #watched(endpoint: Comlink.Endpoint): Comlink.Endpoint {
    return {
      addEventListener: endpoint.addEventListener.bind(endpoint),
      removeEventListener: endpoint.removeEventListener.bind(endpoint),
      postMessage: (message, transfer) => {
        try {
          endpoint.postMessage(message, transfer);
        } catch (error) {
          this.#refused = { error };
          throw error;
        }
      },
    };
  }
}

function moving<T>(args: readonly T[], transfer: Transferable[]): readonly T[] {
  return transfer.length > 0 ? Comlink.transfer([...args], transfer) : args;
}

function startFailed(why: string): PoolError {
  return new PoolError('start-failed', `The worker could not be started: ${why}.`);
}
