import type { Endpoint } from 'comlink';
import type { Child, NodeWorker, OnEnd } from './child';
import { nodeChild } from './node-child';
import { nodeEndpoint } from './node-endpoint';
import { webChild } from './web-child';

/** What there is of Node. Asked for at run time: an `import` of it would not load in a page. */
interface NodeProcess {
  getBuiltinModule?(name: 'node:worker_threads'): { parentPort: NodeWorker | null };
  getBuiltinModule?(name: 'node:os'): { availableParallelism(): number };
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

/** How many workers can compute at once; at least 1. */
export function cpuCount(): number {
  const known = (globalThis as { navigator?: { hardwareConcurrency?: number } }).navigator?.hardwareConcurrency;
  return known ?? node?.getBuiltinModule?.('node:os').availableParallelism() ?? 1;
}
