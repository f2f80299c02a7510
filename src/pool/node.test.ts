import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildForNode } from '../../e2e/pool/build';
import { cases } from '../../e2e/pool/cases';
import { Bench, runCase, type World } from '../../e2e/pool/harness';
import { nodeWorld } from '../../e2e/pool/node-world';
import { collectGarbage } from './testing/collect-garbage';

let folder: string;
let node: World;

describe('the pool in Node', () => {
  beforeAll(async () => {
    folder = await buildForNode();
    node = nodeWorld(folder);
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

  it.each([
    'a daemon that runs, with a time-out',
    'a pool whose workers have not answered',
    'a pool with an initializer that goes on',
  ])('does not keep a program from its end that leaves %s', (what) => {
    const program = [join(folder, 'leaves.mjs'), what];
    const { status, stdout, stderr } = spawnSync(process.execPath, program, { encoding: 'utf8', timeout: 30_000 });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'left\n', stderr: '' });
  });
});
