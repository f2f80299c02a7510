import { Process, Queue } from '../../../../src/pool';
import { equal, ok, rejects } from '../../check';
import { thrownBy, type PythonCase } from './case';

/** What is told of a process's end, and how it is ended. */
export const processEnds: readonly PythonCase[] = [
  {
    section: 'multiprocessing.Process.exitcode',
    name: 'exitCode: is not there before the start, nor while it runs',
    async run(bench) {
      const gate = bench.gate();
      const process = new Process({ target: bench.tasks.hold, args: [gate.cells] });
      equal(process.exitCode, undefined);
      process.start();
      await gate.running();
      equal(process.exitCode, undefined);
      gate.open();
      await process.join();
      equal(process.exitCode, 0);
    },
  },
  {
    section: 'multiprocessing.Process.exitcode',
    name: 'exitCode: is 0 after a target that returned, whatever it returned',
    async run(bench) {
      for (const value of [undefined, null, 7, 'text']) {
        const process = new Process({ target: bench.tasks.echo, args: [value] });
        process.start();
        equal(await process.join(), { exitCode: 0, value });
      }
    },
  },
  {
    section: 'multiprocessing.Process.exitcode',
    name: 'exitCode: is 1 after a target that threw, and what it threw is told',
    async run(bench) {
      const process = new Process({ target: bench.tasks.throws, args: ['error'] });
      process.start();
      const { error } = (await process.join())!;
      equal(process.exitCode, 1);
      equal([error?.name, error?.message], ['RangeError', 'out of bounds']);
    },
  },
  {
    section: 'multiprocessing.Process.exitcode',
    name: 'exitCode: is negative after a signal: -15 by terminate, -9 by kill',
    async run(bench) {
      for (const [end, exitCode] of [
        ['terminate', -15],
        ['kill', -9],
      ] as const) {
        const gate = bench.gate();
        const process = new Process({ target: bench.tasks.hold, args: [gate.cells] });
        process.start();
        await gate.running();
        process[end]();
        equal((await process.join())?.exitCode, exitCode, `the exit code by ${end}`);
        equal(process.exitCode, exitCode);
      }
    },
  },
  {
    section: 'multiprocessing.Process.exitcode',
    name: 'exitCode: is -1 where the worker ended itself',
    differs: 'A worker has no exit status that its maker could read: `close()` inside tells nothing but the end.',
    async run(bench) {
      const process = new Process({ target: bench.tasks.dies, args: [] });
      process.start();
      const exit = await process.join();
      equal([exit?.exitCode, (exit?.error as { code?: unknown } | undefined)?.code], [-1, 'worker-crashed']);
    },
  },
  {
    section: 'multiprocessing.Process.terminate',
    name: 'terminate: ends a target that hears nothing, as an endless loop',
    async run(bench) {
      const gate = bench.gate();
      const process = new Process({ target: bench.tasks.spin, args: [gate.cells] });
      process.start();
      await gate.running();
      process.terminate();
      await process.join();
      equal([process.isAlive, process.exitCode], [false, -15]);
      equal(await bench.world.alive(), 0, 'the workers');
    },
  },
  {
    section: 'multiprocessing.Process.terminate',
    name: 'terminate: runs no `finally` of the target',
    async run(bench) {
      const gate = bench.gate();
      const process = new Process({ target: bench.tasks.holdFinally, args: [gate.cells] });
      process.start();
      await gate.running();
      process.terminate();
      await process.join();
      equal(gate.cells[1], 0, 'what `finally` would have written');
    },
  },
  {
    section: 'multiprocessing.Process.terminate',
    name: 'terminate: changes nothing about a process that has ended',
    async run(bench) {
      const process = new Process({ target: bench.tasks.add, args: [1, 1] });
      process.start();
      await process.join();
      process.terminate();
      equal(await process.join(), { exitCode: 0, value: 2 });
    },
  },
  {
    section: 'multiprocessing.Process.terminate',
    name: 'terminate: leaves a queue that the process was using as good as it was',
    differs: 'A queue lives with its maker and speaks in whole messages, so that no death can leave half of one in it.',
    async run(bench) {
      const queue = new Queue<number>();
      const gate = bench.gate();
      const process = new Process({ target: bench.tasks.putsThenHolds, args: [queue, gate.cells] });
      process.start();
      await gate.running();
      process.terminate();
      await process.join();
      await queue.put(2);
      equal([await queue.get(), await queue.get()], [1, 2]);
      queue.close();
    },
  },
  {
    section: 'multiprocessing.Process.kill',
    name: 'kill: ends the process as terminate does',
    async run(bench) {
      const gate = bench.gate();
      const process = new Process({ target: bench.tasks.spin, args: [gate.cells] });
      process.start();
      await gate.running();
      process.kill();
      equal((await process.join())?.exitCode, -9);
      equal(process.isAlive, false);
      equal(await bench.world.alive(), 0, 'the workers');
    },
  },
  {
    section: 'multiprocessing.Process.close',
    name: 'close: is an error while the process runs, and leaves it running',
    async run(bench) {
      const gate = bench.gate();
      const process = new Process({ target: bench.tasks.hold, args: [gate.cells, 'unhurt'] });
      process.start();
      await gate.running();
      equal((await rejects(thrownBy(() => process.close()))).name, 'Error');
      gate.open();
      equal((await process.join())?.value, 'unhurt');
    },
  },
  {
    section: 'multiprocessing.Process.close',
    name: 'close: makes each further use an error',
    async run(bench) {
      const process = new Process({ target: bench.tasks.add, args: [1, 1] });
      process.start();
      await process.join();
      process.close();
      const uses: Record<string, () => unknown> = {
        start: () => process.start(),
        join: () => process.join(),
        terminate: () => process.terminate(),
        kill: () => process.kill(),
        isAlive: () => process.isAlive,
        exitCode: () => process.exitCode,
      };
      for (const [use, call] of Object.entries(uses)) {
        const { message } = await rejects(thrownBy(call));
        ok(message.includes('closed'), `${use} says that it is closed: ${message}`);
      }
    },
  },
  {
    section: 'multiprocessing.Process.close',
    name: 'close: is allowed before the start, which is then an error',
    async run(bench) {
      const process = new Process({ target: bench.tasks.add, args: [1, 1] });
      process.close();
      ok((await rejects(thrownBy(() => process.start()))).message.includes('closed'), 'start says that it is closed');
      equal(bench.made.length, 0, 'the number of workers made');
    },
  },
];
