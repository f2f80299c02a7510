import { fresh, RemoteError, type AsyncResult } from '../../../src/pool';
import { equal, ok, rejects } from '../check';
import type { Case } from '../harness';
import { thrownBy } from './python/case';

/** What comes back: values and errors, by transfer wherever it can be. */
export const results: readonly Case[] = [
  {
    name: 'gives the result of a task',
    run: async (bench) => equal(await bench.pool().apply(bench.tasks.add, [2, 3]), 5),
  },
  {
    name: 'gives the results of map in the order of the items, whoever is done first',
    async run(bench) {
      const items = Array.from({ length: 40 }, (_, i) => i);
      const doubled = await bench.pool({ processes: 3 }).map(bench.tasks.double, items);
      equal(
        doubled,
        items.map((n) => 2 * n),
      );
    },
  },
  {
    name: 'rejects map with the first failure in the order of the items, after all have settled',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      const error = await rejects(pool.map(bench.tasks.throws, ['coded', 'text']));
      equal(error.code, 'too-large');
      equal(pool.stats().done, 2);
    },
  },
  {
    name: 'keeps name, message, code, causes, the stack of the worker and that of the caller of an error',
    async run(bench) {
      const pool = bench.pool();
      const error = await rejects(pool.apply(bench.tasks.throws, ['error']));
      ok(error instanceof RemoteError, 'it is a RemoteError');
      const deeper = error.cause as Error;
      equal([error.name, error.message], ['RangeError', 'out of bounds']);
      equal([deeper.name, deeper.message, (deeper.cause as Error).message], ['TypeError', 'the deeper one', 'a text']);
      ok(
        /at a worker, called from:\n[^]*(apply|rejects)/.test(error.stack ?? ''),
        `both stacks are told in ${error.stack}`,
      );
      equal((await rejects(pool.apply(bench.tasks.throws, ['coded']))).code, 'too-large');
      equal((await rejects(pool.apply(bench.tasks.rejects, ['rejected']))).message, 'rejected');
    },
  },
  {
    name: 'tells who called a map, or asked for a result later, in the stack of an error also where nobody awaits it',
    async run(bench) {
      const pool = bench.pool();
      let error: unknown;
      const keeps = (thrown: unknown) => void (error = thrown);
      function asksForAll() {
        return pool.map(bench.tasks.throws, ['error', 'coded']).then(() => {}, keeps);
      }
      const later: AsyncResult<never>[] = [];
      function asksForOneLater() {
        // Not returned: WebKit leaves a frame out that only hands on what another gives.
        const result = pool.applyAsync(bench.tasks.throws, ['error']);
        later.push(result);
      }
      asksForOneLater();
      await asksForAll();
      ok((error as Error).stack!.includes('asksForAll'), `the caller is told in ${(error as Error).stack}`);
      const { stack = '' } = await rejects(later[0]!.get());
      ok(stack.includes('asksForOneLater'), `the caller is told in ${stack}`);
    },
  },
  {
    name: 'rejects where the items of a map cannot be read, and runs none of them',
    async run(bench) {
      const pool = bench.pool();
      function* broken(): Generator<never> {
        yield 1 as never;
        throw new Error('the items broke');
      }
      // Both calls, before either is waited for: what they threw would be thrown here.
      const ends = [pool.map(bench.tasks.double, broken()), pool.starmap(bench.tasks.add, broken())].map(rejects);
      equal(
        (await Promise.all(ends)).map(({ message }) => message),
        ['the items broke', 'the items broke'],
      );
      equal((await rejects(pool.map(bench.tasks.double, null as never))).name, 'TypeError');
      // As Python's, those that give an AsyncResult raise at the call.
      for (const call of ['mapAsync', 'starmapAsync'] as const) {
        equal((await rejects(thrownBy(() => pool[call](bench.tasks.add, broken())))).message, 'the items broke');
      }
      equal(pool.stats().done, 0);
    },
  },
  {
    name: 'turns whatever else is thrown into an error with its text, and goes on with the same worker',
    async run(bench) {
      const pool = bench.pool();
      const { id } = await pool.apply(bench.tasks.who, []);
      const messageOf = async (kind: 'text' | 'nothing' | 'symbol' | 'hostile') =>
        (await rejects(pool.apply(bench.tasks.throws, [kind]))).message;
      equal(await messageOf('text'), 'just a text');
      equal(await messageOf('nothing'), 'undefined');
      equal(await messageOf('symbol'), 'Symbol(odd)');
      equal(await messageOf('hostile'), 'an error that cannot be read');
      equal((await pool.apply(bench.tasks.who, [])).id, id, 'the worker');
    },
  },
  {
    name: 'cuts the message of an error that is a megabyte long',
    async run(bench) {
      const { message } = await rejects(bench.pool().apply(bench.tasks.throws, ['huge']));
      equal(message.length, 64 * 1024 + 1);
    },
  },
  {
    name: 'rejects a task whose result or argument cannot be cloned, and keeps its worker',
    async run(bench) {
      const pool = bench.pool();
      const { id } = await pool.apply(bench.tasks.who, []);
      const back = await rejects(pool.apply(bench.tasks.returnsFunction, []));
      ok(
        /"returnsFunction" takes or returns cannot be sent/.test(back.message),
        `the result is named: ${back.message}`,
      );
      const there = await rejects(pool.apply(bench.tasks.echo, [() => 1]));
      ok(/"echo" takes or returns cannot be sent/.test(there.message), `the argument is named: ${there.message}`);
      equal((await pool.apply(bench.tasks.who, [])).id, id, 'the worker');
    },
  },
  {
    name: 'tells a name that the worker does not serve',
    async run(bench) {
      const odd = (bench.tasks as unknown as Record<string, typeof bench.tasks.hang>)['notServed']!;
      const { name, message } = await rejects(bench.pool().apply(odd, []));
      equal(name, 'TypeError');
      ok(message.includes('received "notServed"'), `the name is told: ${message}`);
    },
  },
  {
    name: 'moves results: what the worker gave away is empty there',
    async run(bench) {
      const pool = bench.pool();
      const made = await pool.apply(bench.tasks.makes, [100_000]);
      equal([made.deep[0]?.bytes.byteLength, made.view.byteLength], [100_000, 100_000]);
      equal(await pool.apply(bench.tasks.keptBytes, []), 0, 'what the worker kept');
    },
  },
  {
    name: 'copies the memory of a wasm instance, and shares shared memory',
    async run(bench) {
      const { whole, part, shared } = await bench.pool().apply(bench.tasks.shares, []);
      equal([whole.byteLength, whole[7], part.byteLength, part[7]], [65_536, 7, 8, 7]);
      ok(shared.buffer instanceof SharedArrayBuffer, 'shared memory stays shared');
    },
  },
  {
    name: 'moves arguments that are handed over, and clones the others',
    async run(bench) {
      const pool = bench.pool();
      const [moved, cloned] = [new ArrayBuffer(1000), new ArrayBuffer(1000)];
      equal(await pool.apply(bench.tasks.byteLength, [moved], { transfer: [moved] }), 1000);
      equal(await pool.apply(bench.tasks.byteLength, [cloned]), 1000);
      equal([moved.byteLength, cloned.byteLength], [0, 1000]);
    },
  },
  {
    name: 'moves fresh arguments, made when a worker is free',
    async run(bench) {
      const pool = bench.pool();
      const gate = bench.gate();
      const first = pool.apply(bench.tasks.hold, [gate.cells]);
      let made: ArrayBuffer | null = null;
      const second = pool.apply(bench.tasks.byteLength, [fresh(() => (made = new ArrayBuffer(5000)), 5000)]);
      await gate.running();
      ok(made === null, 'nothing is made while it waits');
      gate.open();
      await first;
      equal(await second, 5000);
      equal((made as ArrayBuffer | null)?.byteLength, 0, 'what was made');
    },
  },
  {
    name: 'rejects a task whose fresh argument fails, without touching a worker',
    async run(bench) {
      const pool = bench.pool();
      const { id } = await pool.apply(bench.tasks.who, []);
      const gone = new Error('the file is gone');
      const late = pool.apply(bench.tasks.byteLength, [fresh(() => Promise.reject(gone))]);
      ok((await rejects(late)) === gone, 'the very error comes back');
      const { id: same, calls } = await pool.apply(bench.tasks.who, []);
      equal([same, calls], [id, 2]);
    },
  },
  {
    name: 'runs a task of higher priority before those that wait longer',
    async run(bench) {
      const pool = bench.pool();
      const gate = bench.gate();
      const order: unknown[] = [];
      const held = pool.apply(bench.tasks.hold, [gate.cells]);
      const rest = [
        [1, 0],
        [2, 0],
        [3, 5],
        [4, -1],
      ].map(async ([value, priority]) =>
        order.push(await pool.apply(bench.tasks.echo, [value], { priority: priority! })),
      );
      await gate.running();
      gate.open();
      await Promise.all([held, ...rest]);
      equal(order, [3, 1, 2, 4]);
    },
  },
  {
    name: 'refuses what is no task of its module, in words',
    async run(bench) {
      const pool = bench.pool();
      const ofPage = await rejects((async () => pool.apply(function local() {} as never, [] as never))());
      equal(ofPage.name, 'TypeError');
      ok(ofPage.message.includes('the function `local` of this page'), `the function is named: ${ofPage.message}`);
      const other = await rejects((async () => pool.apply({ ...bench.tasks.add, module: {} } as never, [] as never))());
      ok(other.message.includes('of another'), `the module is told: ${other.message}`);
    },
  },
  {
    name: 'refuses options with which a task would wait for ever',
    async run(bench) {
      const refused = async (make: () => unknown) => equal((await rejects((async () => make())())).name, 'RangeError');
      await refused(() => bench.pool({ tasksPerWorker: 0 }));
      await refused(() => bench.pool({ processes: 0 }));
      await refused(() => bench.pool({ retries: -1 }));
      await refused(() => bench.pool({ maxTasksPerChild: 0.5 }));
      const pool = bench.pool();
      await refused(() => pool.apply(bench.tasks.who, [], { priority: NaN }));
      await refused(() => pool.apply(bench.tasks.who, [], { bytes: NaN }));
      await refused(() => pool.apply(bench.tasks.who, [], { timeoutMs: NaN }));
    },
  },
];
