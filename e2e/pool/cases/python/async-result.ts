import { endsWith, equal, ok, rejects } from '../../check';
import { isPending, thrownBy, type PythonCase } from './case';

/** What `applyAsync` and `mapAsync` give. */
export const asyncResults: readonly PythonCase[] = [
  {
    section: 'multiprocessing.pool.AsyncResult.get',
    name: 'get: gives the result when it arrives, and again whenever it is asked',
    async run(bench) {
      const gate = bench.gate();
      const result = bench.pool().applyAsync(bench.tasks.hold, [gate.cells, 'there']);
      const got = result.get();
      await gate.running();
      ok(await isPending(got), 'it waits');
      gate.open();
      equal([await got, await result.get(), await result.get(0)], Array(3).fill('there'));
    },
  },
  {
    section: 'multiprocessing.pool.AsyncResult.get',
    name: 'get: raises when the result does not come in time; the task goes on, and its result can be got later',
    async run(bench) {
      const gate = bench.gate();
      const result = bench.pool().applyAsync(bench.tasks.hold, [gate.cells, 'late']);
      await gate.running();
      await endsWith(result.get(10), 'timed-out');
      equal(result.ready(), false);
      gate.open();
      equal(await result.get(), 'late');
    },
  },
  {
    section: 'multiprocessing.pool.AsyncResult.get',
    name: 'get: raises what the task raised, each time',
    async run(bench) {
      const result = bench.pool().applyAsync(bench.tasks.throws, ['error']);
      for (const _ of [1, 2]) {
        const error = await rejects(result.get());
        equal([error.name, error.message], ['RangeError', 'out of bounds']);
      }
    },
  },
  {
    section: 'multiprocessing.pool.AsyncResult.wait',
    name: 'wait: waits until the result is there, and gives nothing',
    async run(bench) {
      const gate = bench.gate();
      const result = bench.pool().applyAsync(bench.tasks.hold, [gate.cells, 'there']);
      const waited = result.wait();
      await gate.running();
      ok(await isPending(waited), 'it waits');
      gate.open();
      equal(await waited, undefined);
      equal(result.ready(), true);
    },
  },
  {
    section: 'multiprocessing.pool.AsyncResult.wait',
    name: 'wait: returns when its time is over, without an error',
    async run(bench) {
      const gate = bench.gate();
      const result = bench.pool().applyAsync(bench.tasks.hold, [gate.cells]);
      await gate.running();
      equal(await result.wait(10), undefined);
      equal(result.ready(), false);
      gate.open();
    },
  },
  {
    section: 'multiprocessing.pool.AsyncResult.wait',
    name: 'wait: does not raise what the task raised',
    async run(bench) {
      const result = bench.pool().applyAsync(bench.tasks.throws, ['text']);
      equal(await result.wait(), undefined);
      equal([result.ready(), result.successful()], [true, false]);
    },
  },
  {
    section: 'multiprocessing.pool.AsyncResult.ready',
    name: 'ready: says whether the call has ended, well or not',
    async run(bench) {
      const pool = bench.pool();
      const gate = bench.gate();
      const [good, bad] = [
        pool.applyAsync(bench.tasks.hold, [gate.cells]),
        pool.applyAsync(bench.tasks.throws, ['text']),
      ];
      equal([good.ready(), bad.ready()], [false, false]);
      gate.open();
      await Promise.all([good.wait(), bad.wait()]);
      equal([good.ready(), bad.ready()], [true, true]);
    },
  },
  {
    section: 'multiprocessing.pool.AsyncResult.successful',
    name: 'successful: says whether the call ended without an error',
    async run(bench) {
      const pool = bench.pool();
      const results = [pool.applyAsync(bench.tasks.add, [1, 1]), pool.applyAsync(bench.tasks.rejects, ['no'])];
      await Promise.all(results.map((one) => one.wait()));
      equal(
        results.map((one) => one.successful()),
        [true, false],
      );
    },
  },
  {
    section: 'multiprocessing.pool.AsyncResult.successful',
    name: 'successful: is an error while the result is not ready',
    async run(bench) {
      const gate = bench.gate();
      const result = bench.pool().applyAsync(bench.tasks.hold, [gate.cells]);
      equal((await rejects(thrownBy(() => result.successful()))).name, 'Error');
      gate.open();
      await result.wait();
      equal(result.successful(), true);
    },
  },
  {
    section: 'multiprocessing.pool.AsyncResult',
    name: 'an AsyncResult is no promise: awaiting it gives itself, and only get waits',
    async run(bench) {
      const gate = bench.gate();
      const result = bench.pool().applyAsync(bench.tasks.hold, [gate.cells]);
      ok((await result) === result, 'it is the same');
      gate.open();
      await result.wait();
    },
  },
  {
    section: 'multiprocessing.TimeoutError',
    name: 'a time that is over is a PoolError by its code, and so is each error that is not of a task',
    differs: 'Errors are told apart by a code rather than by a class: classes do not survive the way between realms.',
    async run(bench) {
      const pool = bench.pool({ retries: 0 });
      const late = await endsWith(pool.applyAsync(bench.tasks.hang, []).get(5), 'timed-out');
      equal([late.name, late instanceof Error], ['PoolError', true]);
      const stop = AbortSignal.abort();
      await endsWith(pool.applyAsync(bench.tasks.hang, [], { signal: stop }).get(), 'aborted');
    },
  },
  {
    section: 'multiprocessing.ProcessError',
    name: 'an error of a task is no PoolError: it has the name that it had',
    differs: 'Python pickles the exception; here its class stays behind, and name, message, code and cause come over.',
    async run(bench) {
      const error = await rejects(bench.pool().apply(bench.tasks.throws, ['coded']));
      equal([error.name, error.code], ['Error', 'too-large']);
    },
  },
];
