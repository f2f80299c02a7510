import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildForNode } from '../../e2e/pool/build';
import { cases } from '../../e2e/pool/cases';
import { Bench, runCase, type Variant, type World } from '../../e2e/pool/harness';
import { collectGarbage } from './testing/collect-garbage';

let folder: string;
let running = 0;

function fileOf(variant: Variant): string {
  if (variant === 'missing') return 'not-there.mjs';
  return variant === 'syntax-error' ? 'broken.mjs' : 'tasks.mjs';
}

const node: World = {
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

describe('the pool in Node', () => {
  beforeAll(async () => {
    folder = await buildForNode();
  });

  for (const one of cases) {
    const { name, worlds = ['node'] } = one;
    if (worlds.includes('node')) it(name, () => runCase(one, node));
  }

  it('keeps nothing of a result that was given, while its worker lives on', async () => {
    const bench = new Bench(node);
    const pool = bench.pool({ processes: 1 });
    const given: WeakRef<object>[] = [];
    for (let i = 0; i < 30; i++) given.push(new WeakRef(await pool.apply(bench.tasks.makes, [100_000])));
    await collectGarbage();
    expect(given.filter((one) => one.deref()).length).toBeLessThan(3);
    expect(bench.made).toHaveLength(1);
    await bench.end();
  });
});
