import { Process, Queue } from '../../../../src/pool';
import { endsWith, equal, ok, rejects, until } from '../../check';
import { isPending, numbers, type PythonCase } from './case';

/** A case that has a queue, and closes it. */
function withQueue(
  maxsize: number,
  {
    run,
    ...rest
  }: Omit<PythonCase, 'run'> & {
    run: (queue: Queue<unknown>, ...args: Parameters<PythonCase['run']>) => Promise<void>;
  },
): PythonCase {
  return {
    ...rest,
    async run(bench) {
      const queue = new Queue<unknown>(maxsize);
      try {
        await run(queue, bench);
      } finally {
        queue.close();
      }
    },
  };
}

/** `Queue`, between the page and processes. */
export const queues: readonly PythonCase[] = [
  withQueue(0, {
    section: 'multiprocessing.Queue',
    name: 'Queue: brings what a process puts to whoever gets',
    async run(queue, bench) {
      const process = new Process({ target: bench.tasks.puts, args: [queue, [[42, null, 'hello']]] });
      process.start();
      equal(await queue.get(), [42, null, 'hello']);
      equal((await process.join())?.exitCode, 0);
    },
  }),
  withQueue(0, {
    section: 'multiprocessing.Queue',
    name: 'Queue: brings what the page puts to a process',
    async run(queue, bench) {
      const got = bench.pool().apply(bench.tasks.gets, [queue, 2]);
      await queue.put('first');
      await queue.put({ second: [2] });
      equal(await got, ['first', { second: [2] }]);
    },
  }),
  withQueue(0, {
    section: 'multiprocessing.Queue',
    name: 'Queue: gives first what came first, of each that puts',
    async run(queue, bench) {
      const pool = bench.pool({ processes: 2 });
      const lists = ['a', 'b'].map((by) => numbers(50).map((n) => `${by}${n}`));
      await pool.starmap(
        bench.tasks.puts,
        lists.map((list) => [queue, list]),
        { chunksize: 1 },
      );
      const got: unknown[] = [];
      while (got.length < 100) got.push(await queue.get());
      for (const list of lists) {
        equal(
          got.filter((one) => list.includes(String(one))),
          list,
          'the items of one process',
        );
      }
    },
  }),
  withQueue(0, {
    section: 'multiprocessing.Queue',
    name: 'Queue: serves many that put and many that get, each item once',
    async run(queue, bench) {
      const pool = bench.pool({ processes: 4 });
      const { tasks } = bench;
      const got = [1, 2].map(() => pool.apply(tasks.gets, [queue, 40]));
      const put = [0, 40].map((from) => pool.apply(tasks.puts, [queue, numbers(40).map((n) => n + from)]));
      await Promise.all(put);
      const all = (await Promise.all(got)).flat() as number[];
      equal(
        all.sort((a, b) => a - b),
        numbers(80),
      );
    },
  }),
  withQueue(0, {
    section: 'multiprocessing.Queue.get',
    name: 'Queue.get: waits until there is something',
    async run(queue) {
      const got = queue.get();
      ok(await isPending(got), 'it waits');
      await queue.put('something');
      equal(await got, 'something');
    },
  }),
  withQueue(0, {
    section: 'multiprocessing.Queue.get',
    name: 'Queue.get: raises `empty` when its time is over, and takes nothing that comes later',
    async run(queue) {
      await endsWith(queue.get(10), 'empty');
      await queue.put('later');
      equal(await queue.get(10), 'later');
    },
  }),
  withQueue(0, {
    section: 'multiprocessing.Queue.get_nowait',
    name: 'Queue.getNowait: gives what is there, and raises `empty` at once where nothing is',
    async run(queue, bench) {
      await endsWith(queue.getNowait(), 'empty');
      await queue.put(1);
      equal(await queue.getNowait(), 1);
      equal(
        (await rejects(bench.pool().apply(bench.tasks.gets, [queue, 1, true]))).code,
        'empty',
        'the code in a process',
      );
    },
  }),
  withQueue(1, {
    section: 'multiprocessing.Queue.put',
    name: 'Queue.put: waits until there is a place',
    async run(queue) {
      await queue.put(1);
      const put = queue.put(2);
      ok(await isPending(put), 'it waits');
      equal(await queue.get(), 1);
      await put;
      equal(await queue.get(), 2);
    },
  }),
  withQueue(1, {
    section: 'multiprocessing.Queue.put',
    name: 'Queue.put: raises `full` when its time is over, and puts nothing then',
    async run(queue) {
      await queue.put(1);
      await endsWith(queue.put(2, 10), 'full');
      equal(await queue.get(), 1);
      await endsWith(queue.getNowait(), 'empty');
    },
  }),
  withQueue(1, {
    section: 'multiprocessing.Queue.put',
    name: 'Queue.put: of a process waits for a place as well',
    async run(queue, bench) {
      const put = bench.pool().apply(bench.tasks.puts, [queue, [1, 2, 3]]);
      await until(() => queue.full());
      ok(await isPending(put), 'the process waits');
      equal([await queue.get(), await queue.get(), await queue.get()], [1, 2, 3]);
      await put;
    },
  }),
  withQueue(1, {
    section: 'multiprocessing.Queue.put_nowait',
    name: 'Queue.putNowait: puts where there is a place, and raises `full` at once where there is none',
    async run(queue) {
      await queue.putNowait(1);
      await endsWith(queue.putNowait(2), 'full');
      equal(await queue.get(), 1);
    },
  }),
  withQueue(0, {
    section: 'multiprocessing.Queue.qsize',
    name: 'Queue.qsize: counts what is in it',
    async run(queue) {
      const seen = [await queue.qsize()];
      await queue.put('a');
      await queue.put('b');
      seen.push(await queue.qsize());
      await queue.get();
      seen.push(await queue.qsize());
      equal(seen, [0, 2, 1]);
    },
  }),
  withQueue(2, {
    section: 'multiprocessing.Queue.full',
    name: 'Queue.full: says whether there is no place left, and never of a queue without a bound',
    async run(queue) {
      await queue.put(1);
      equal(await queue.full(), false);
      await queue.put(2);
      equal(await queue.full(), true);
      const endless = new Queue<number>();
      for (const n of numbers(100)) await endless.put(n);
      equal(await endless.full(), false);
      endless.close();
    },
  }),
  withQueue(0, {
    section: 'multiprocessing.Queue.empty',
    name: 'Queue.empty: says whether nothing is in it, as soon as a put has returned',
    differs: 'In Python a put returns before its item is there, so that the queue may seem empty for a moment.',
    async run(queue, bench) {
      equal(await queue.empty(), true);
      await bench.pool().apply(bench.tasks.puts, [queue, [1]]);
      equal(await queue.empty(), false);
    },
  }),
  withQueue(0, {
    section: 'multiprocessing.Queue.close',
    name: 'Queue.close: makes further puts and gets an error',
    async run(queue) {
      queue.close();
      await endsWith(queue.put(1), 'closed');
      await endsWith(queue.get(), 'closed');
    },
  }),
  withQueue(0, {
    section: 'multiprocessing.Queue.close',
    name: 'Queue.close: lets go of those that wait',
    differs: 'In Python they wait on: nothing here may.',
    async run(queue, bench) {
      const waiting = endsWith(queue.get(), 'closed');
      const { cells } = bench.gate();
      const inside = bench.pool().applyAsync(bench.tasks.countsAndGets, [cells, queue]);
      await until(() => Atomics.load(cells, 0) === 1);
      queue.close();
      await waiting;
      await inside.wait();
      equal(inside.successful(), false);
    },
  }),
  withQueue(0, {
    section: 'multiprocessing.Queue.join_thread',
    name: 'a process that has put more than anyone takes can be joined',
    differs: 'No feeder thread holds items back in the process: a put that has returned has arrived.',
    async run(queue, bench) {
      const process = new Process({ target: bench.tasks.puts, args: [queue, ['x'.repeat(1_000_000)]] });
      process.start();
      equal((await process.join())?.exitCode, 0);
      equal(((await queue.get()) as string).length, 1_000_000);
    },
  }),
];
