import * as Comlink from 'comlink';
import { assertWhole } from '../assert-number';
import { PoolError } from '../errors';
import { FarStore, type Closing } from './far-store';
import { Consumer, Store, type Answer } from './store';
import { marked, type Receiver, type Wired } from './wired';

/** To the store: beside it, or through a port. */
type Way = Consumer | FarStore;

/** Inside a worker: those that came here and are open. Each is one object, however often it is passed. */
const known = new Map<string, Queue<unknown>>();

let made = 0;

/**
 * Python's `multiprocessing.Queue`: first in, first out, between the page and its workers. It is passed as an argument.
 * Values are cloned on their way. What a worker was given that died before it had it, the next one gets.
 */
export class Queue<T> {
  readonly #id: string;
  readonly #maxsize: number;
  /** Null in a worker. */
  readonly #store: Store | null;
  readonly #way: Way;
  readonly #given = new WeakSet<object>();
  /** What lets go of a worker that has a port. */
  readonly #links = new Set<() => void>();

  /** @param maxsize How many values it holds before `put` waits; 0, the default, for as many as come. */
  constructor(maxsize = 0, far?: { readonly id: string; readonly way: Way }) {
    assertWhole('maxsize', maxsize, 0);
    this.#maxsize = maxsize;
    this.#id = far?.id ?? `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}-${++made}`;
    this.#store = far ? null : new Store(maxsize || Infinity);
    this.#way = far?.way ?? new Consumer(this.#store!);
  }

  /** Waits for room, for ever or for `timeoutMs`. @throws PoolError `full` when the time passes first, `closed`; DataCloneError. */
  async put(value: T, timeoutMs = Infinity): Promise<void> {
    // Beside the store nothing else would clone it.
    const sent = this.#store ? structuredClone(value) : value;
    unless(await this.#way.put(sent, timeoutMs), `Expected room among ${this.#maxsize} values`, timeoutMs);
  }

  /** Waits for a value, for ever or for `timeoutMs`. @throws PoolError `empty` when the time passes first, `closed`. */
  async get(timeoutMs = Infinity): Promise<T> {
    const taken = await this.#way.take(timeoutMs);
    if (typeof taken === 'string') return unless(taken, 'Expected a value', timeoutMs) as never;
    void this.#way.taken(taken.ticket);
    return taken.value as T;
  }

  /** `put` without waiting. */
  putNowait(value: T): Promise<void> {
    return this.put(value, 0);
  }

  /** `get` without waiting. */
  getNowait(): Promise<T> {
    return this.get(0);
  }

  /** How many values it holds: while others put and get, a moment ago. */
  async qsize(): Promise<number> {
    return this.#way.size();
  }

  async empty(): Promise<boolean> {
    return (await this.qsize()) === 0;
  }

  async full(): Promise<boolean> {
    return this.#maxsize > 0 && (await this.qsize()) >= this.#maxsize;
  }

  /** Ends it: who waits, or comes later, is told `closed`. @throws Error in a worker: its maker closes it. */
  close(): void {
    if (!this.#store) throw new Error('Expected the maker of the queue to close it; this is a worker.');
    this.#store.close();
    for (const letGo of this.#links) letGo();
    this.#links.clear();
  }

  /** How it travels: with a port to its store the first time, by its name after that. For the pool. */
  wire(to: Receiver, moved: Transferable[]): Wired & { readonly [marked]: 'queue' } {
    if (!this.#store) throw new Error('Expected a queue to be passed on by its maker; this is a worker.');
    if (this.#given.has(to) || this.#store.isClosed) return { [marked]: 'queue', id: this.#wireId };
    this.#given.add(to);
    const { port1, port2 } = new MessageChannel();
    const consumer = new Consumer(this.#store);
    Comlink.expose(consumer, port1);
    // In Node a port that listens would keep the program alive.
    (port1 as { unref?(): void }).unref?.();
    const off = to.onGone(() => {
      this.#links.delete(letGo);
      consumer.leave();
      port1.close();
    });
    const letGo = () => {
      off();
      // Answers go before it, that to whoever waited among them: they are made in the turn that ends here.
      setTimeout(() => {
        port1.postMessage({ isClosing: true } satisfies Closing);
        port1.close();
      });
    };
    this.#links.add(letGo);
    moved.push(port2);
    return { [marked]: 'queue', id: this.#wireId, port: port2 };
  }

  static ofWire({ id, port }: Wired & { readonly [marked]: 'queue' }): Queue<unknown> {
    const here = known.get(id);
    if (here) {
      port?.close();
      return here;
    }
    // One that is not known and comes without its port was closed.
    const way = new FarStore(port ?? null, () => known.delete(id));
    const queue = new Queue(Number(id.split(':')[1]), { id, way });
    if (port) known.set(id, queue);
    return queue;
  }

  /** Its name, and its bound, which whoever gets it has to know. */
  get #wireId(): string {
    return `${this.#id}:${this.#maxsize}`;
  }
}

function unless(answer: Answer, expected: string, timeoutMs: number): void {
  if (answer === 'ok') return;
  if (answer === 'closed') throw new PoolError('closed', 'The queue is closed.');
  throw new PoolError(answer, `${expected} within ${timeoutMs} ms; there was none.`);
}
