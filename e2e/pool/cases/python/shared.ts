import { Event, Process, Queue, Value } from '../../../../src/pool';
import { equal, ok, until } from '../../check';
import { isPending, numbers, type PythonCase } from './case';

/** `Event` and `Value`: what processes share. */
export const shared: readonly PythonCase[] = [
  {
    section: 'multiprocessing.Event',
    name: 'Event: is not set at first, is after set, and is not after clear',
    async run() {
      const event = new Event();
      const seen = [event.isSet()];
      event.set();
      seen.push(event.isSet());
      event.clear();
      seen.push(event.isSet());
      equal(seen, [false, true, false]);
    },
  },
  {
    section: 'multiprocessing.Event',
    name: 'Event: that the page sets lets every process go that waits for it',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      const event = new Event();
      const { cells } = bench.gate();
      const waiting = [1, 2].map(() => pool.apply(bench.tasks.countsAndWaits, [cells, event]));
      await until(() => Atomics.load(cells, 0) === 2);
      ok(await isPending(Promise.race(waiting)), 'they wait');
      event.set();
      equal(await Promise.all(waiting), [true, true]);
    },
  },
  {
    section: 'multiprocessing.Event',
    name: 'Event: that is set and cleared at once lets those go that waited, and nobody after them',
    async run(bench) {
      const event = new Event();
      const { cells } = bench.gate();
      const inside = bench.pool().apply(bench.tasks.countsAndWaits, [cells, event]);
      await until(() => Atomics.load(cells, 0) === 1);
      const here = event.wait();
      ok(await isPending(Promise.race([inside, here])), 'they wait');
      event.set();
      event.clear();
      equal(await Promise.all([inside, here]), [true, true]);
      equal([event.isSet(), await event.wait(10)], [false, false]);
    },
  },
  {
    section: 'multiprocessing.Event',
    name: 'Event: that a process sets is seen on the page',
    async run(bench) {
      const event = new Event();
      const waiting = event.wait();
      await bench.pool().apply(bench.tasks.setsEvent, [event]);
      equal([await waiting, event.isSet()], [true, true]);
    },
  },
  {
    section: 'multiprocessing.Event',
    name: 'Event: wait tells whether it was set before its time was over',
    async run(bench) {
      const event = new Event();
      equal(await event.wait(10), false);
      equal(await bench.pool().apply(bench.tasks.waitsForEvent, [event, 10]), false);
      event.set();
      equal([await event.wait(10), await event.wait()], [true, true]);
    },
  },
  {
    section: 'multiprocessing.Value',
    name: 'Value: has its initial value, 0 otherwise, and what one sets the other sees',
    async run(bench) {
      const value = new Value(5);
      equal([value.value, new Value().value], [5, 0]);
      const process = new Process({ target: bench.tasks.setsValue, args: [value, 42] });
      process.start();
      equal((await process.join())?.value, 5, 'what the process saw');
      equal(value.value, 42, 'what the page sees');
    },
  },
  {
    section: 'multiprocessing.Value',
    name: 'Value: can be counted up by many at once without losing one',
    differs: 'There is no lock to hold: `add` is one step of the processor, and tells the value before.',
    async run(bench) {
      const pool = bench.pool({ processes: 3 });
      const value = new Value();
      await pool.starmap(
        bench.tasks.addsToValue,
        numbers(6).map(() => [value, 5000]),
        { chunksize: 1 },
      );
      equal(value.value, 30_000);
      equal([value.add(2), value.value], [30_000, 30_002]);
    },
  },
  {
    section: 'multiprocessing.Value',
    name: 'Value: holds a whole number of 32 bits, and goes round past its ends',
    differs: 'Atomics know whole numbers alone; for other types there are typed arrays over a SharedArrayBuffer.',
    async run() {
      const value = new Value(2 ** 31 - 1);
      value.add(1);
      equal(value.value, -(2 ** 31));
    },
  },
  {
    section: 'multiprocessing.Array',
    name: 'an array that processes share is a typed array over shared memory',
    differs: 'The language has it: there is nothing to add to Int32Array and Atomics.',
    async run(bench) {
      const array = new Float64Array(new SharedArrayBuffer(8 * 4));
      array.set([1, 2, 3, 4]);
      await bench.pool().apply(bench.tasks.negates, [array]);
      equal([...array], [-1, -2, -3, -4]);
    },
  },
  {
    section: 'multiprocessing.Pipe',
    name: 'a pipe between page and process is a MessageChannel, one end of it moved there',
    differs: 'The platform has it: two ports, each of which can be moved to another worker.',
    async run(bench) {
      const { port1, port2 } = new MessageChannel();
      const heard = new Promise<unknown>((tell) => (port1.onmessage = ({ data }) => tell(data)));
      await bench.pool().apply(bench.tasks.says, [port2, [42, null, 'hello']], { transfer: [port2] });
      equal(await heard, [42, null, 'hello']);
      port1.close();
    },
  },
  {
    section: 'multiprocessing.JoinableQueue',
    name: 'a queue whose items are all done is known by a Value that counts them down',
    differs: 'A pool says when its tasks are done; where a queue is used for that, a shared counter says the same.',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      const [queue, left] = [new Queue<number>(), new Value(10)];
      const consumers = [1, 2].map(() => pool.apply(bench.tasks.takesUntilNone, [queue, left]));
      for (const n of numbers(10)) await queue.put(n);
      const taken = (await Promise.all(consumers)).flat();
      equal([left.value, taken.sort((a, b) => a - b)], [0, numbers(10)]);
      queue.close();
    },
  },
];
