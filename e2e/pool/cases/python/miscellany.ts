import { activeChildren, cpuCount, currentProcess, Process } from '../../../../src/pool';
import { equal, ok } from '../../check';
import type { PythonCase } from './case';

/** `cpuCount`, `currentProcess`, `activeChildren`. */
export const miscellany: readonly PythonCase[] = [
  {
    section: 'multiprocessing.cpu_count',
    name: 'cpuCount: is a whole number of at least 1, the same each time',
    async run() {
      const count = cpuCount();
      ok(Number.isInteger(count) && count >= 1, `${count} is such a number`);
      equal(cpuCount(), count);
    },
  },
  {
    section: 'multiprocessing.cpu_count',
    name: 'cpuCount: is what the browser says of its cores',
    differs: 'Where Python raises because the number is not known, this is 1.',
    worlds: ['web'],
    run: async () => equal(cpuCount(), navigator.hardwareConcurrency),
  },
  {
    section: 'multiprocessing.current_process',
    name: 'currentProcess: is the main process on the page',
    async run() {
      const { name, isMain } = currentProcess();
      equal([name, isMain], ['MainProcess', true]);
    },
  },
  {
    section: 'multiprocessing.current_process',
    name: 'currentProcess: is the Process that runs it, by name and pid',
    async run(bench) {
      const process = new Process({ target: bench.tasks.identity, args: [] });
      process.start();
      const told = (await process.join())?.value;
      equal(told, { name: process.name, pid: process.pid, isMain: false });
    },
  },
  {
    section: 'multiprocessing.current_process',
    name: 'currentProcess: has a name and a pid of its own in each process of a pool',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      const gate = bench.gate();
      const told = [1, 2].map(() => pool.apply(bench.tasks.holdsAndTells, [gate.cells]));
      await gate.running(2);
      gate.open();
      const both = await Promise.all(told);
      ok(
        both.every(({ name, isMain }) => /^PoolWorker-\d+$/.test(name) && !isMain),
        `${both.map(({ name }) => name).join(' and ')} are workers of a pool`,
      );
      equal([new Set(both.map(({ name }) => name)).size, new Set(both.map(({ pid }) => pid)).size], [2, 2]);
    },
  },
  {
    section: 'multiprocessing.parent_process',
    name: 'currentProcess: says whether it is the main one, which alone has no parent',
    differs: 'A worker sees nothing of its maker but what it is sent; that there is one is all that is to be told.',
    async run(bench) {
      const inside = await bench.pool().apply(bench.tasks.identity, []);
      equal([currentProcess().isMain, inside.isMain], [true, false]);
    },
  },
  {
    section: 'multiprocessing.active_children',
    name: 'activeChildren: lists the processes that live, and none that has ended or was not started',
    async run(bench) {
      const gate = bench.gate();
      const make = () => new Process({ target: bench.tasks.hold, args: [gate.cells] });
      const [held, idle, over] = [make(), make(), new Process({ target: bench.tasks.add, args: [1, 1] })];
      held.start();
      over.start();
      await over.join();
      await gate.running();
      const listed = activeChildren();
      equal(
        [held, idle, over].map(({ name }) => listed.some((one) => one.name === name)),
        [true, false, false],
      );
      equal(listed.find(({ name }) => name === held.name)?.pid, held.pid);
      gate.open();
      await held.join();
      equal(activeChildren().length, 0, 'the number of children');
    },
  },
  {
    section: 'multiprocessing.active_children',
    name: 'activeChildren: lists the processes of a pool too, until it has ended',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      const gate = bench.gate();
      const held = [1, 2].map(() => pool.apply(bench.tasks.hold, [gate.cells]));
      await gate.running(2);
      equal(activeChildren().length, 2, 'the number of children');
      gate.open();
      await Promise.all(held);
      pool.close();
      await pool.join();
      equal(activeChildren().length, 0, 'the number of children');
    },
  },
  {
    section: 'multiprocessing.active_children',
    name: 'activeChildren: gives what each can be terminated and waited for by',
    async run(bench) {
      const gate = bench.gate();
      const process = new Process({ target: bench.tasks.spin, args: [gate.cells] });
      process.start();
      await gate.running();
      const child = activeChildren().find(({ pid }) => pid === process.pid)!;
      equal([child.name, child.isAlive], [process.name, true]);
      child.terminate();
      await child.join();
      equal([child.isAlive, (await process.join())?.exitCode], [false, -15]);
    },
  },
  {
    section: 'multiprocessing-start-methods',
    name: 'a worker starts from nothing: what another worker has set is not there',
    differs: 'There is one start method, the one that Python calls spawn: nothing can be forked.',
    async run(bench) {
      const pool = bench.pool({ processes: 1 });
      equal((await pool.apply(bench.tasks.who, [])).prepared, null);
      await pool.apply(bench.tasks.prepare, ['by one']);
      const other = bench.pool({ processes: 1 });
      equal((await other.apply(bench.tasks.who, [])).prepared, null, 'what another worker has');
      equal((await pool.apply(bench.tasks.who, [])).prepared, 'by one', 'what the same worker has');
    },
  },
];
