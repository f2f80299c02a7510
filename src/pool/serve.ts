import * as Comlink from 'comlink';
import { recordOf } from './errors';
import type { Host, Ran } from './host';
import { buffersIn } from './transferables';
import { ownEndpoint } from './worlds/world';

let retiring = false;

/**
 * Ends a worker's module: from here on the pool may call `tasks` by name.
 *
 * Results are transferred: every ArrayBuffer, ImageBitmap, MessagePort and stream in them is moved, and empty in the
 * worker afterwards. Memory of a wasm instance and shared memory are copied.
 */
export function serve(tasks: object, endpoint: Comlink.Endpoint = ownEndpoint()): void {
  const host: Host = {
    hello: holdLock,
    ping: () => true,
    async run(name, args): Promise<Ran> {
      try {
        const task: unknown = Object.hasOwn(tasks, name) ? (tasks as Record<string, unknown>)[name] : undefined;
        if (typeof task !== 'function') {
          throw new TypeError(`Expected one of the tasks ${Object.keys(tasks).join(', ')}, received "${name}".`);
        }
        const value: unknown = await (task as (...args: readonly unknown[]) => unknown)(...args);
        return Comlink.transfer({ ok: true, value, retire: retiring }, buffersIn(value));
      } catch (thrown) {
        return { ok: false, error: recordOf(thrown), retire: retiring };
      }
    },
  };
  Comlink.expose(host, copyingWhatCannotMove(endpoint));
}

/**
 * Asks the pool to replace this worker once what it runs has settled: for memory that only grows, as wasm's does.
 * Called from inside a task, while it runs.
 */
export function retire(): void {
  retiring = true;
}

/** A lock is freed when the worker ends, however it ends; nothing else tells the page of a `close()` inside. */
async function holdLock(name: string | null): Promise<boolean> {
  const locks = (globalThis as { navigator?: { locks?: LockManager } }).navigator?.locks;
  if (!locks || name === null) return false;
  return new Promise((answer) => {
    locks
      .request(name, () => {
        answer(true);
        return new Promise(() => {});
      })
      .catch(() => answer(false));
  });
}

/** The whole memory of a wasm instance looks like any buffer, but Chromium throws where it is to be moved. */
function copyingWhatCannotMove(endpoint: Comlink.Endpoint): Comlink.Endpoint {
  return {
    addEventListener: endpoint.addEventListener.bind(endpoint),
    removeEventListener: endpoint.removeEventListener.bind(endpoint),
    postMessage(message, transfer) {
      try {
        endpoint.postMessage(message, transfer);
      } catch (error) {
        if (!transfer?.length) throw error;
        endpoint.postMessage(message);
      }
    },
  };
}
