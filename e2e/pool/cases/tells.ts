import type { PoolEvent } from '../../../src/pool';
import { equal, ok, rejects, until } from '../check';
import type { Case } from '../harness';

/** What a timeline is made of. */
export const tells: readonly Case[] = [
  {
    name: 'tells whoever listens of each worker and each try, in the order in which they happen',
    async run(bench) {
      const pool = bench.pool();
      const heard: PoolEvent[] = [];
      pool.listen((event) => heard.push(event));
      const off = pool.listen(() => {
        throw new Error('Nobody is to be called who has gone.');
      });
      off();
      await pool.apply(bench.tasks.double, [1]);
      await rejects(pool.apply(bench.tasks.throws, ['coded']));
      pool.terminate();
      await pool.join();
      await until(() => heard.at(-1)?.type === 'worker-ended');
      const lines = heard.map((event) => [event.type, 'task' in event && event.task, 'ok' in event && event.ok]);
      equal(lines, [
        ['worker-started', false, false],
        ['task-started', 'double', false],
        ['task-settled', 'double', true],
        ['task-started', 'throws', false],
        ['task-settled', 'throws', false],
        ['worker-ended', false, false],
      ]);
      equal([...new Set(heard.map(({ lane, pid }) => `${lane} of ${pid}`))].length, 1, 'the number of places');
      ok(
        heard.every(({ atMs }, i) => i === 0 || atMs >= heard[i - 1]!.atMs),
        'no time goes back',
      );
    },
  },
];
