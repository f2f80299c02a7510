import { Process } from '../../../../src/pool';
import { equal, ok, rejects } from '../../check';
import { isPending, thrownBy, type PythonCase } from './case';

/** How a `Process` is made, started and waited for. */
export const processLife: readonly PythonCase[] = [
  {
    section: 'multiprocessing.Process',
    name: 'Process: calls its target with its arguments, in a worker of its own',
    async run(bench) {
      const [one, other] = [1, 2].map(() => new Process({ target: bench.tasks.who, args: [] }));
      one!.start();
      other!.start();
      const [a, b] = [await one!.join(), await other!.join()];
      ok(a?.value?.id !== b?.value?.id, 'each has a worker of its own');
      equal(bench.made.length, 2, 'the number of workers made');
    },
  },
  {
    section: 'multiprocessing.Process',
    name: 'Process: hands the arguments over in their order, whatever they hold',
    async run(bench) {
      const process = new Process({ target: bench.tasks.list, args: [1, 'two', [3, { four: null }]] });
      process.start();
      equal((await process.join())?.value, [1, 'two', [3, { four: null }]]);
    },
  },
  {
    section: 'multiprocessing.Process.run',
    name: 'Process: takes a task of a worker module as its target, and refuses a function of the page',
    differs:
      'A function cannot be sent to a worker, and turning it into text and back is what a content security policy forbids.',
    async run() {
      const error = await rejects(thrownBy(() => new Process({ target: function mine() {} as never, args: [] })));
      equal(error.name, 'TypeError');
      ok(error.message.includes('`mine`'), `the function is named: ${error.message}`);
    },
  },
  {
    section: 'multiprocessing.Process.start',
    name: 'start: brings the worker to life; making the Process does not',
    async run(bench) {
      const process = new Process({ target: bench.tasks.add, args: [1, 2] });
      equal(bench.made.length, 0, 'the number of workers made');
      process.start();
      equal((await process.join())?.value, 3);
      equal(bench.made.length, 1, 'the number of workers made');
    },
  },
  {
    section: 'multiprocessing.Process.start',
    name: 'start: returns before the target has run',
    async run(bench) {
      const gate = bench.gate();
      const process = new Process({ target: bench.tasks.hold, args: [gate.cells, 'ran'] });
      equal(process.start(), undefined);
      equal(gate.cells[0], 0, 'the number of runs');
      await gate.running();
      gate.open();
      equal((await process.join())?.value, 'ran');
    },
  },
  {
    section: 'multiprocessing.Process.start',
    name: 'start: may be called once, also after the end',
    async run(bench) {
      const process = new Process({ target: bench.tasks.add, args: [1, 2] });
      process.start();
      equal((await rejects(thrownBy(() => process.start()))).name, 'Error');
      await process.join();
      equal((await rejects(thrownBy(() => process.start()))).name, 'Error');
      equal(bench.made.length, 1, 'the number of workers made');
    },
  },
  {
    section: 'multiprocessing.Process.join',
    name: 'join: waits until the process has ended',
    async run(bench) {
      const gate = bench.gate();
      const process = new Process({ target: bench.tasks.hold, args: [gate.cells] });
      process.start();
      const joined = process.join();
      await gate.running();
      ok(await isPending(joined), 'it waits while the target runs');
      gate.open();
      await joined;
      equal(process.isAlive, false, 'whether it is alive');
    },
  },
  {
    section: 'multiprocessing.Process.join',
    name: 'join: returns when its time is over, though the process runs on',
    async run(bench) {
      const gate = bench.gate();
      const process = new Process({ target: bench.tasks.hold, args: [gate.cells] });
      process.start();
      await gate.running();
      equal(await process.join(15), undefined);
      equal([process.isAlive, process.exitCode], [true, undefined]);
      gate.open();
      equal((await process.join())?.exitCode, 0);
    },
  },
  {
    section: 'multiprocessing.Process.join',
    name: 'join: tells how the process ended, so that a time-out and an end can be told apart',
    differs: 'Python returns None either way and leaves it to `exitcode`; a value can come back here.',
    async run(bench) {
      const process = new Process({ target: bench.tasks.add, args: [2, 2] });
      process.start();
      equal(await process.join(60_000), { exitCode: 0, value: 4 });
    },
  },
  {
    section: 'multiprocessing.Process.join',
    name: 'join: may be called many times, at once and afterwards',
    async run(bench) {
      const process = new Process({ target: bench.tasks.add, args: [2, 2] });
      process.start();
      const [one, other] = await Promise.all([process.join(), process.join()]);
      equal([one, other, await process.join(0)], Array(3).fill({ exitCode: 0, value: 4 }));
    },
  },
  {
    section: 'multiprocessing.Process.join',
    name: 'join: is an error before start',
    async run(bench) {
      const process = new Process({ target: bench.tasks.add, args: [1, 1] });
      const { name, message } = await rejects(process.join());
      equal(name, 'Error');
      ok(message.includes('started'), `the message says what is missing: ${message}`);
    },
  },
  {
    section: 'multiprocessing.Process.is_alive',
    name: 'isAlive: is true from the return of start until the end, and never else',
    async run(bench) {
      const gate = bench.gate();
      const process = new Process({ target: bench.tasks.hold, args: [gate.cells] });
      const seen = [process.isAlive];
      process.start();
      seen.push(process.isAlive);
      await gate.running();
      seen.push(process.isAlive);
      gate.open();
      await process.join();
      seen.push(process.isAlive);
      equal(seen, [false, true, true, false]);
    },
  },
  {
    section: 'multiprocessing.Process.sentinel',
    name: 'joins of several processes can be raced: the first that has ended is known',
    differs: 'There is no handle to select on; a promise is what one waits for here, of several by Promise.race.',
    async run(bench) {
      const gate = bench.gate();
      const held = new Process({ target: bench.tasks.hold, args: [gate.cells] });
      const quick = new Process({ target: bench.tasks.add, args: [1, 1] });
      held.start();
      quick.start();
      const first = await Promise.race([held, quick].map((one) => one.join().then(() => one)));
      ok(first === quick, 'the one that has ended is told');
      gate.open();
      await held.join();
    },
  },
];
