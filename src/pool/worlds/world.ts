import type { Endpoint } from 'comlink';
import type { Child, NodeWorker, OnEnd, ToExit } from './child';
import { nodeChild } from './node-child';
import { nodeEndpoint } from './node-endpoint';
import { webChild } from './web-child';

/** What there is of Node. Asked for at run time: an `import` of it would not load in a page. */
interface NodeProcess {
  getBuiltinModule?(name: 'node:worker_threads'): { parentPort: NodeWorker | null };
  getBuiltinModule?(name: 'node:os'): { availableParallelism(): number };
  once(event: 'exit', listener: () => void): unknown;
  exit(): never;
}

const node = (globalThis as { process?: NodeProcess }).process;

/** Takes charge of a worker that a factory made, whichever world it is of. */
export function adopt(worker: Worker | NodeWorker, onEnd: OnEnd): Child {
  return 'addEventListener' in worker ? webChild(worker, onEnd) : nodeChild(worker, onEnd);
}

/** Inside a worker: the way to whoever made it. */
export function ownEndpoint(): Endpoint {
  const port = node?.getBuiltinModule?.('node:worker_threads').parentPort;
  // In a page's realm `self` is typed as the window; in a worker it posts to its maker.
  return port ? nodeEndpoint(port) : (self as unknown as Endpoint);
}

/** Inside a worker: calls `run` before it ends by its own hand, or because it was asked to. An end from outside, or for lack of memory, comes unannounced. */
export function beforeOwnEnd(run: () => void): void {
  if (node?.getBuiltinModule) {
    node.once('exit', run);
    const port = node.getBuiltinModule('node:worker_threads').parentPort;
    port?.on('message', (message) => {
      if (asksToExit(message)) node.exit();
    });
    return;
  }
  const scope = globalThis as unknown as { close?(): void }; // A worker's realm, typed as the window's.
  const close = scope.close?.bind(scope);
  if (!close) return;
  scope.close = () => {
    run();
    close();
  };
}

/** How many workers can compute at once; at least 1. */
export function cpuCount(): number {
  const known = (globalThis as { navigator?: { hardwareConcurrency?: number } }).navigator?.hardwareConcurrency;
  return known ?? node?.getBuiltinModule?.('node:os').availableParallelism() ?? 1;
}

function asksToExit(message: unknown): message is ToExit {
  return typeof message === 'object' && message !== null && 'isToExit' in message && message.isToExit === true;
}
