import type { Report } from '../../core/dataset/report';
import type { EmbedCode, FrameMessage, HostMessage } from '../protocol';
import { EmbedError } from './trouble';

/** What `process` resolves to. */
export interface Processed {
  /** In the order of the files that they came from. */
  readonly results: File[];
  readonly report: Report;
}

export interface ProcessOptions {
  readonly signal?: AbortSignal;
  /** Called with how many of the images are settled. */
  readonly onProgress?: (done: number, total: number) => void;
}

interface Call extends ProcessOptions {
  readonly results: File[];
  readonly message: HostMessage;
  resolve(processed: Processed): void;
  reject(why: unknown): void;
}

/** The calls of `process` that have no end yet. A frame that is loaded anew is given them again. */
export class Calls {
  readonly #calls = new Map<number, Call>();
  readonly #send: (message: HostMessage) => void;
  #count = 0;

  constructor(send: (message: HostMessage) => void) {
    this.#send = send;
  }

  get size(): number {
    return this.#calls.size;
  }

  start(files: readonly Blob[], recipe: unknown, options: ProcessOptions): Promise<Processed> {
    const { signal } = options;
    const id = ++this.#count;
    const message: HostMessage = { type: 'process', id, files, recipe };
    return new Promise<Processed>((resolve, reject) => {
      signal?.throwIfAborted();
      this.#calls.set(id, { ...options, results: [], message, resolve, reject });
      signal?.addEventListener('abort', () => {
        const call = this.#end(id);
        if (!call) return;
        this.#send({ type: 'cancel', id });
        call.reject(signal.reason);
      });
      this.#send(message);
    });
  }

  sendAll(): void {
    for (const { message, results } of this.#calls.values()) {
      results.length = 0;
      this.#send(message);
    }
  }

  /** @returns whether the message was about one of these. */
  hear(message: FrameMessage): void {
    const call = 'id' in message ? this.#calls.get(message.id) : undefined;
    if (!call) return;
    if (message.type === 'progress') call.onProgress?.(message.done, message.total);
    else if (message.type === 'result') call.results.push(message.file);
    else if (message.type === 'done')
      // As the frame's schema of reports has it.
      this.#end(message.id)?.resolve({ results: call.results, report: message.report as Report });
    else if (message.type === 'failed')
      // One of ours, or of the engine's.
      this.#end(message.id)?.reject(new EmbedError(message.code as EmbedCode, message.message));
  }

  reject(why: EmbedError, ids: readonly number[] = [...this.#calls.keys()]): void {
    for (const id of ids) this.#end(id)?.reject(why);
  }

  #end(id: number): Call | undefined {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    return call;
  }
}
