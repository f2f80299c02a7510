import { Process } from '../../../../src/pool';
import { equal, ok, rejects } from '../../check';
import { thrownBy, type PythonCase } from './case';

/** What a process is called, and what else there is to know and set about it. */
export const processNames: readonly PythonCase[] = [
  {
    section: 'multiprocessing.Process.name',
    name: 'name: is what the maker says, and Process-N with the next N otherwise',
    async run(bench) {
      const make = (options = {}) => new Process({ target: bench.tasks.add, args: [1, 1], ...options });
      const numberOf = ({ name }: { name: string }) => Number(/^Process-(\d+)$/.exec(name)?.[1]);
      const [first, second] = [make(), make()];
      equal(numberOf(second), numberOf(first) + 1, `the number in "${second.name}" after "${first.name}"`);
      equal(make({ name: 'reader' }).name, 'reader');
    },
  },
  {
    section: 'multiprocessing.Process.name',
    name: 'name: has no meaning, and may be that of another process',
    async run(bench) {
      const twins = [1, 2].map((n) => new Process({ target: bench.tasks.double, args: [n], name: 'twin' }));
      for (const twin of twins) twin.start();
      equal(await Promise.all(twins.map((twin) => twin.join().then((exit) => exit?.value))), [2, 4]);
    },
  },
  {
    section: 'multiprocessing.Process.name',
    name: 'name: may be changed, and what it is at the start is what the process calls itself',
    async run(bench) {
      const process = new Process({ target: bench.tasks.identity, args: [], name: 'before' });
      process.name = 'after';
      process.start();
      equal((await process.join())?.value?.name, 'after');
      process.name = 'later';
      equal(process.name, 'later');
    },
  },
  {
    section: 'multiprocessing.Process.daemon',
    name: 'daemon: is what the maker says, false otherwise, and may be set before the start',
    async run(bench) {
      const { tasks } = bench;
      const plain = new Process({ target: tasks.add, args: [1, 1] });
      equal([plain.daemon, new Process({ target: tasks.add, args: [1, 1], daemon: true }).daemon], [false, true]);
      plain.daemon = true;
      equal(plain.daemon, true);
      plain.start();
      equal(await plain.join(), { exitCode: 0, value: 2 });
    },
  },
  {
    section: 'multiprocessing.Process.daemon',
    name: 'daemon: cannot be set once the process was started',
    async run(bench) {
      const process = new Process({ target: bench.tasks.add, args: [1, 1] });
      process.start();
      const { name } = await rejects(thrownBy(() => (process.daemon = true)));
      equal([name, process.daemon], ['Error', false]);
      await process.join();
    },
  },
  {
    section: 'multiprocessing.Process.pid',
    name: 'pid: is not there before the start, and each process has its own afterwards',
    async run(bench) {
      const processes = [1, 2].map(() => new Process({ target: bench.tasks.add, args: [1, 1] }));
      equal(
        processes.map(({ pid }) => pid),
        [undefined, undefined],
      );
      for (const one of processes) one.start();
      const [a, b] = processes.map(({ pid }) => pid);
      ok(typeof a === 'number' && typeof b === 'number' && a !== b, `${a} and ${b} are two numbers`);
      await Promise.all(processes.map((one) => one.join()));
      equal(processes[0]!.pid, a, 'the pid after the end');
    },
  },
  {
    section: 'multiprocessing.Process.pid',
    name: 'pid: is the one that the process itself knows',
    differs: 'It counts the workers of the program from 1: a thread has no number of the operating system to show.',
    async run(bench) {
      const process = new Process({ target: bench.tasks.identity, args: [] });
      process.start();
      const told = (await process.join())?.value;
      equal(told?.pid, process.pid);
    },
  },
];
