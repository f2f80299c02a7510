import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Variant, World } from './harness';

function fileOf(variant: Variant): string {
  if (variant === 'missing') return 'not-there.mjs';
  return variant === 'syntax-error' ? 'broken.mjs' : 'tasks.mjs';
}

/** Node's `worker_threads`. @param folder Where `buildForNode` put the tasks. */
export function nodeWorld(folder: string): World {
  let running = 0;
  return {
    name: 'node',
    make(variant) {
      const limits = variant === 'small-heap' ? { resourceLimits: { maxOldGenerationSizeMb: 24 } } : {};
      const worker = new Worker(join(folder, fileOf(variant)), { argv: [variant], ...limits });
      running++;
      worker.on('exit', () => running--);
      return worker;
    },
    alive: async () => running,
    garble: (worker) => (worker as Worker).emit('messageerror', new Error('made up')),
  };
}
