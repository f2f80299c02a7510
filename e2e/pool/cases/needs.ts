import { endsWith, equal, until } from '../check';
import type { Case } from '../harness';

/** Tasks that want something loaded in their worker. */
export const needs: readonly Case[] = [
  {
    name: 'hands what a task needs to the factory, and replaces one idle worker for it, not all',
    async run(bench) {
      const asked: string[] = [];
      bench.variant = (wanted) => {
        asked.push(wanted.join('+'));
        return '';
      };
      const pool = bench.pool({ processes: 3 });
      await until(() => asked.length === 3);
      await Promise.all([1, 2, 3].map(() => pool.apply(bench.tasks.hold, [opened(), 0])));
      equal(await pool.apply(bench.tasks.double, [2], { needs: ['jxl'] }), 4);
      equal(await pool.apply(bench.tasks.double, [3], { needs: ['jxl'] }), 6);
      equal(asked, ['', '', '', 'jxl']);
      equal(pool.stats().replaced, 1);
    },
  },
  {
    name: 'gives a worker all that was needed in its place, also when it is replaced',
    async run(bench) {
      const asked: string[] = [];
      bench.variant = (wanted) => {
        asked.push(wanted.join('+'));
        return '';
      };
      const pool = bench.pool();
      await pool.apply(bench.tasks.double, [1], { needs: ['jxl'] });
      await pool.apply(bench.tasks.double, [1], { needs: ['heif', 'jxl'] });
      await pool.apply(bench.tasks.diesFirst, [bench.gate().cells, 1], { needs: ['heif'] });
      equal(asked, ['', 'jxl', 'jxl+heif', 'jxl+heif']);
    },
  },
  {
    name: 'tells those that need what cannot be loaded, and goes on with the others',
    async run(bench) {
      bench.variant = (wanted) => (wanted.includes('broken') ? 'missing' : '');
      const pool = bench.pool();
      const first = pool.apply(bench.tasks.double, [1]);
      const lost = [1, 2].map((n) =>
        endsWith(pool.apply(bench.tasks.double, [n], { needs: ['broken'] }), 'start-failed'),
      );
      const last = pool.apply(bench.tasks.double, [3]);
      await Promise.all(lost);
      equal([await first, await last], [2, 6]);
    },
  },
];

function opened(): Int32Array {
  const cells = new Int32Array(new SharedArrayBuffer(8));
  cells[1] = 1;
  return cells;
}
