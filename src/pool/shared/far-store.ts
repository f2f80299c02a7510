import * as Comlink from 'comlink';
import type { Answer, Consumer, Taken } from './store';

/** The last message on a queue's port, beside comlink's: nothing on it is answered any more. */
export interface Closing {
  readonly isClosing: true;
}

/** A consumer as it is asked through a port; comlink types what gives one of several answers as one of several promises. */
interface Asked {
  put(value: unknown, timeoutMs: number): Promise<Answer>;
  take(timeoutMs: number): Promise<Taken | Answer>;
  taken(ticket: number): Promise<void>;
  size(): Promise<number>;
}

/** A queue's store as a worker has it, through a port. Once it is closed, it needs none. */
export class FarStore {
  readonly #port: MessagePort | null;
  readonly #remote: Asked | null;
  /** What was asked and not answered. */
  readonly #asked = new Set<(answer: 'closed') => void>();
  #isClosed: boolean;

  /**
   * @param port Null for one that is closed.
   * @param onClosed Called once, when it is closed from afar.
   */
  constructor(port: MessagePort | null, onClosed: () => void) {
    this.#port = port;
    this.#isClosed = port === null;
    this.#remote = port && (Comlink.wrap<Consumer>(port) as unknown as Asked);
    port?.addEventListener('message', ({ data }: MessageEvent<Partial<Closing> | null>) => {
      if (!data?.isClosing) return;
      this.#close();
      onClosed();
    });
  }

  put(value: unknown, timeoutMs: number): Promise<Answer> {
    return this.#ask((remote) => remote.put(value, timeoutMs));
  }

  take(timeoutMs: number): Promise<Taken | Answer> {
    return this.#ask((remote) => remote.take(timeoutMs));
  }

  async taken(ticket: number): Promise<void> {
    await this.#ask((remote) => remote.taken(ticket));
  }

  async size(): Promise<number> {
    const size = await this.#ask((remote) => remote.size());
    return size === 'closed' ? 0 : size;
  }

  #ask<T>(ask: (remote: Asked) => Promise<T>): Promise<T | 'closed'> {
    const remote = this.#remote;
    if (this.#isClosed || !remote) return Promise.resolve('closed');
    return new Promise((settle, fail) => {
      this.#asked.add(settle);
      ask(remote)
        .then(settle, fail)
        .finally(() => this.#asked.delete(settle));
    });
  }

  #close(): void {
    this.#isClosed = true;
    this.#port?.close();
    for (const settle of this.#asked) settle('closed');
    this.#asked.clear();
  }
}
