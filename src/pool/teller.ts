import type { Endpoint } from 'comlink';
import { recordOf, type ErrorRecord } from './errors';
import type { Part } from './host';
import { buffersIn } from './transferables';

/** Those that have something to tell: it is told before the worker ends by its own hand. */
const holding = new Set<Teller>();

/** Inside a worker: tells the results of a chunk, many small ones in one message, none much later than it came. */
export class Teller {
  readonly #endpoint: Endpoint;
  readonly #chunk: number;
  readonly #everyMs: number;
  #values: unknown[] = [];
  #errors: [number, ErrorRecord][] = [];
  #toldAtMs = performance.now();
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(endpoint: Endpoint, chunk: number, everyMs: number) {
    this.#endpoint = endpoint;
    this.#chunk = chunk;
    this.#everyMs = everyMs;
  }

  resolved(value: unknown): void {
    this.#values.push(value);
    this.#tellInTime();
  }

  rejected(thrown: unknown): void {
    this.#errors.push([this.#values.length, recordOf(thrown)]);
    this.#values.push(undefined);
    this.#tellInTime();
  }

  /** Tells what there is. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    holding.delete(this);
    if (this.#values.length === 0) return;
    const part: Part = { chunk: this.#chunk, values: this.#values, errors: this.#errors };
    this.#values = [];
    this.#errors = [];
    this.#toldAtMs = performance.now();
    try {
      this.#endpoint.postMessage(part, buffersIn(part.values));
    } catch {
      this.#endpoint.postMessage(...sendable(part));
    }
  }

  /** While a task waits no further result comes, and a timer has its turn; while one computes, the clock is asked. */
  #tellInTime(): void {
    if (performance.now() - this.#toldAtMs >= this.#everyMs) return this.flush();
    holding.add(this);
    this.#timer ??= setTimeout(() => this.flush(), this.#everyMs);
  }
}

export function flushAll(): void {
  for (const teller of holding) teller.flush();
}

/** One of the values cannot be sent: it becomes an error of its own task, and the others go on. */
function sendable({ chunk, values, errors }: Part): [Part, Transferable[]] {
  const added: [number, ErrorRecord][] = [];
  const sent = values.map((value, place) => {
    try {
      return structuredClone(value, { transfer: buffersIn(value) });
    } catch (error) {
      added.push([place, recordOf(error)]);
      return undefined;
    }
  });
  return [{ chunk, values: sent, errors: [...errors, ...added] }, buffersIn(sent)];
}
