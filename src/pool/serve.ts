import * as Comlink from 'comlink';
import { recordOf } from './errors';
import type { Host, Identity, Retiring, Thrown } from './host';
import { identify } from './identity';
import { unwrapped } from './shared/wire';
import { flushAll, Teller } from './teller';
import { buffersIn } from './transferables';
import { beforeOwnEnd, ownEndpoint } from './worlds/world';

let retiring = false;
let tellRetiring = () => {};

/**
 * Ends a worker's module: from here on the pool may call `tasks` by name.
 *
 * Results are transferred: every ArrayBuffer, ImageBitmap, MessagePort and stream in them is moved, and empty in the
 * worker afterwards. Memory of a wasm instance and shared memory are copied.
 */
export function serve(tasks: object, endpoint: Comlink.Endpoint = ownEndpoint()): void {
  const way = copyingWhatCannotMove(endpoint);
  const run = async (name: string, args: readonly unknown[]): Promise<unknown> => {
    try {
      const value = await taskOf(tasks, name)(...unwrapped(args));
      const moved = buffersIn(value);
      return moved.length > 0 ? Comlink.transfer(value as object, moved) : value;
    } catch (thrown) {
      throw { thrownByTask: recordOf(thrown) } satisfies Thrown;
    }
  };
  const host: Host = {
    hello(lock: string | null, identity: Identity) {
      identify(identity);
      return holdLock(lock);
    },
    ping: () => true,
    tasks: byName((name, ...args) => run(name, args)),
    run,
    async runAll(name, calls, chunk, tellEveryMs, mayStop) {
      const teller = new Teller(way, chunk, tellEveryMs);
      // All at once: a queue's port comes with the first message that names it, and others follow.
      for (const args of calls.map(unwrapped)) {
        if (retiring && mayStop) break;
        try {
          const value = taskOf(tasks, name)(...args);
          // An `await` of what is no promise would cost more than many a task.
          teller.resolved(isThenable(value) ? await value : value);
        } catch (thrown) {
          teller.rejected(thrown);
        }
      }
      teller.flush();
    },
  };
  tellRetiring = () => way.postMessage({ isRetiring: true } satisfies Retiring);
  beforeOwnEnd(flushAll);
  Comlink.expose(host, way);
}

/**
 * Asks the pool to replace this worker once what it runs has settled: for memory that only grows, as wasm's does.
 * Called from inside a task, while it runs. What is left of a chunk then goes to another worker.
 */
export function retire(): void {
  if (!retiring) tellRetiring();
  retiring = true;
}

type Task = (...args: readonly unknown[]) => unknown;

function taskOf(tasks: object, name: string): Task {
  const task: unknown = Object.hasOwn(tasks, name) ? (tasks as Record<string, unknown>)[name] : undefined;
  if (typeof task === 'function') return task as Task;
  throw new TypeError(`Expected one of the tasks ${Object.keys(tasks).join(', ')}, received "${name}".`);
}

/** A function for every name, whether it is served or not: the call itself tells. */
function byName(call: (name: string, ...args: readonly unknown[]) => unknown): Host['tasks'] {
  const known = new Map<string, Task>();
  return new Proxy(Object.create(null) as Host['tasks'], {
    get(_, name) {
      if (typeof name !== 'string') return undefined;
      let task = known.get(name);
      if (!task) known.set(name, (task = (...args) => call(name, ...args)));
      return task;
    },
  });
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
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
