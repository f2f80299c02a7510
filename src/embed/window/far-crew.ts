import type { Worked } from '../../core/dataset/outcome';
import { ItemError } from '../../core/errors';
import { cancelled, untold } from '../../job/create-crew';
import type { Crew, CrewCallOptions, Late } from '../../job/crew';
import type { ProcessRequest } from '../../worker/api';
import type { FromWindow, RelayHello, ToWindow } from './messages';

/** How long the person may take to press the button in the relay, and the window to open. */
const openMs = 300_000;

/**
 * Opens the relay and waits for the window behind it. Only within a person's click.
 * @throws Error where the browser opens no window, or the person closes it.
 */
export async function openFarCrew(onGone: () => void): Promise<FarCrew> {
  const relay = open(new URL('relay.html', location.href), '_blank', 'popup,width=520,height=420');
  if (!relay) throw new Error('The browser did not open a window. Allow pop-ups of this page, then try again.');
  const { port1: port, port2 } = new MessageChannel();
  const opened = new Promise<number>((resolve, reject) => {
    const listen = ({ source, origin, data }: MessageEvent<RelayHello | null>) => {
      if (source !== relay || origin !== location.origin || !data?.manyHandsRelay) return;
      removeEventListener('message', listen);
      relay.postMessage(null, location.origin, [port2]);
    };
    addEventListener('message', listen);
    port.onmessage = ({ data }: MessageEvent<FromWindow>) => {
      if (data.type === 'open' && data.isIsolated) resolve(data.workers);
      else if (data.type !== 'worked') reject(new Error('The window was closed, or cannot work on images either.'));
    };
    setTimeout(() => reject(new Error('The window was not opened in time.')), openMs);
  });
  return new FarCrew(port, await opened, onGone);
}

/** The workers of the window, as the job sees them. Bytes are transferred to the relay, and copied from there. */
export class FarCrew implements Crew {
  /** The window says so before it is asked for anything; its own crew knows whether its browser writes WebP. */
  readonly tier = { name: 'full', writesWebp: false } as const;
  readonly workers: number;
  readonly #port: MessagePort;
  readonly #waiting = new Map<number, (worked: Worked) => void>();
  #count = 0;
  #isGone = false;

  constructor(port: MessagePort, workers: number, onGone: () => void) {
    this.#port = port;
    this.workers = workers;
    port.onmessage = ({ data }: MessageEvent<FromWindow>) => {
      if (data.type === 'worked') this.#settle(data.id, data.worked);
      if (data.type !== 'gone' || this.#isGone) return;
      this.#isGone = true;
      for (const id of [...this.#waiting.keys()]) this.#settle(id, lost());
      onGone();
    };
  }

  async process(late: Late, request: ProcessRequest, { signal, onStart }: CrewCallOptions = {}): Promise<Worked> {
    let bytes: ArrayBuffer;
    try {
      bytes = await late.read();
    } catch (error) {
      if (error instanceof ItemError) return untold(error.trouble);
      throw error;
    }
    if (signal?.aborted) return untold(cancelled());
    if (this.#isGone) return lost();
    onStart?.(0);
    const id = ++this.#count;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      signal?.addEventListener('abort', () => this.#settle(id, untold(cancelled())));
      this.#port.postMessage({ type: 'work', id, bytes, request } satisfies ToWindow, [bytes]);
    });
  }

  async close(): Promise<void> {
    this.#isGone = true;
    this.#port.postMessage({ type: 'close' } satisfies ToWindow);
  }

  /** The window has as many as it has. */
  resize(): void {}

  thumbnail(): Promise<never> {
    return Promise.reject(new Error('The window makes no pictures to look at.'));
  }

  preview(): Promise<never> {
    return Promise.reject(new Error('The window makes no pictures to look at.'));
  }

  #settle(id: number, worked: Worked): void {
    this.#waiting.get(id)?.(worked);
    this.#waiting.delete(id);
  }
}

function lost(): Worked {
  return untold(new ItemError('worker-crashed', 'The window in which it was worked on was closed.').trouble);
}
