import { Process } from '../../../src/pool';
import { equal, ok, rejects } from '../check';
import type { Case } from '../harness';

/** Python's `Process`. */
export const processes: readonly Case[] = [
  {
    name: 'runs a process beside the page, and tells its value and exit code',
    async run(bench) {
      const process = new Process({ target: bench.tasks.add, args: [2, 3], name: 'adder' });
      equal([process.name, process.isAlive, process.exitCode], ['adder', false, undefined]);
      process.start();
      ok(process.isAlive, 'it is alive after its start');
      equal(await process.join(), { exitCode: 0, value: 5 });
      equal([process.isAlive, process.exitCode], [false, 0]);
    },
  },
  {
    name: 'tells an error by exit code 1, and does not reject',
    async run(bench) {
      const process = new Process({ target: bench.tasks.throws, args: ['coded'] });
      process.start();
      const exit = await process.join();
      equal([exit?.exitCode, exit?.error?.message], [1, 'with a code']);
    },
  },
  {
    name: 'ends a terminated process by -15, one that died by -1, one that did not start by 1',
    async run(bench) {
      const gate = bench.gate();
      const spinning = new Process({ target: bench.tasks.spin, args: [gate.cells] });
      spinning.start();
      await gate.running();
      spinning.terminate();
      equal((await spinning.join())?.exitCode, -15);
      const dying = new Process({ target: bench.tasks.dies, args: [] });
      dying.start();
      equal((await dying.join())?.exitCode, -1);
      bench.variant = 'missing';
      const missing = new Process({ target: bench.tasks.who, args: [] });
      missing.start();
      equal((await missing.join())?.exitCode, 1);
    },
  },
  {
    name: 'returns from join without an exit when its time passes first',
    async run(bench) {
      const gate = bench.gate();
      const process = new Process({ target: bench.tasks.hold, args: [gate.cells, 'late'] });
      process.start();
      equal(await process.join(20), undefined);
      gate.open();
      equal((await process.join(1e12))?.value, 'late');
    },
  },
  {
    name: 'says so when a process is started twice, or joined before its start',
    async run(bench) {
      const process = new Process({ target: bench.tasks.add, args: [1, 1] });
      ok((await rejects(process.join())).message.includes('before `join()`'), 'join tells');
      process.start();
      ok((await rejects((async () => process.start())())).message.includes('started once'), 'start tells');
      await process.join();
    },
  },
];
