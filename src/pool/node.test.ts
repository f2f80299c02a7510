import { beforeAll, describe, expect, it } from 'vitest';
import { buildForNode } from '../../e2e/pool/build';
import { cases } from '../../e2e/pool/cases';
import { Bench, runCase, type World } from '../../e2e/pool/harness';
import { nodeWorld } from '../../e2e/pool/node-world';
import { collectGarbage } from './testing/collect-garbage';

let node: World;

describe('the pool in Node', () => {
  beforeAll(async () => {
    node = nodeWorld(await buildForNode());
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
