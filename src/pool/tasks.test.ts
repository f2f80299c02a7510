import { describe, expect, expectTypeOf, it } from 'vitest';
import { fresh, Pool, Process, workers, type TaskRef } from '.';

/** What a worker's module would serve. */
interface Module {
  thumbnail(bytes: ArrayBuffer, size: { readonly maxPx: number }): Promise<Blob>;
  double(n: number): number;
  crop(place: { readonly left: number }, width?: number): number;
}

const tasks = workers<Module>(() => {
  throw new Error('No worker starts in this test.');
});

/** For its types alone: never called. */
type Typed = (pool: Pool<Module>) => unknown;

describe('a task, named on the page', () => {
  it('knows its arguments and its result', () => {
    expectTypeOf(tasks.thumbnail).toEqualTypeOf<
      TaskRef<[bytes: ArrayBuffer, size: { readonly maxPx: number }], Blob>
    >();
    const typed: Record<string, Typed> = {
      apply: (pool) => {
        const result = pool.apply(tasks.thumbnail, [new ArrayBuffer(1), { maxPx: 8 }]);
        expectTypeOf(result).toEqualTypeOf<Promise<Blob>>();
      },
      map: (pool) => expectTypeOf(pool.map(tasks.double, [1, 2])).toEqualTypeOf<Promise<number[]>>(),
      optional: (pool) => pool.map(tasks.crop, [{ left: 1 }, fresh(async () => ({ left: 2 }))]),
      star: (pool) =>
        expectTypeOf(pool.starmap(tasks.crop, [[{ left: 1 }, 2], [{ left: 1 }]])).toEqualTypeOf<Promise<number[]>>(),
      late: (pool) => pool.apply(tasks.thumbnail, [fresh(async () => new ArrayBuffer(1)), { maxPx: 8 }]),
      process: async () => {
        const exit = await new Process({ target: tasks.double, args: [2] }).join();
        expectTypeOf(exit?.value).toEqualTypeOf<number | undefined>();
      },
    };
    expect(Object.keys(typed)).toHaveLength(6);
  });

  it('refuses wrong arguments and functions of the page at compile time', () => {
    const refused: Record<string, Typed> = {
      // @ts-expect-error The second argument is missing.
      missing: (pool) => pool.apply(tasks.thumbnail, [new ArrayBuffer(1)]),
      // @ts-expect-error A text is no number.
      wrong: (pool) => pool.apply(tasks.double, ['2']),
      // @ts-expect-error What is made late is a text, no number.
      late: (pool) => pool.apply(tasks.double, [fresh(() => '2')]),
      // @ts-expect-error The items are texts, no numbers.
      items: (pool) => pool.map(tasks.double, ['2']),
      // @ts-expect-error One item is not enough for it.
      few: (pool) => pool.map(tasks.thumbnail, [new ArrayBuffer(1)]),
      // @ts-expect-error A function of the page cannot run in a worker.
      local: (pool) => pool.apply((n: number) => 2 * n, [2]),
      // @ts-expect-error A function of the page cannot run in a process either.
      process: () => new Process({ target: (n: number) => 2 * n, args: [2] }),
      // @ts-expect-error The module serves no such task.
      unknown: (pool) => pool.apply(tasks.halve, [2]),
      // @ts-expect-error A reference names a task; it cannot be called here.
      called: () => tasks.double(2),
    };
    expect(Object.keys(refused)).toHaveLength(9);
  });

  it('refuses a function of the page at run time, by its name', () => {
    const local = (n: number) => 2 * n;
    expect(() => new Process({ target: local as never, args: [2] as never })).toThrow(
      new TypeError(
        "Expected a task of a worker's module, as `workers()` names them, received the function `local` of this page.",
      ),
    );
  });

  it('refuses a pool of anything that `workers` did not make', () => {
    expect(() => new Pool({} as never)).toThrow(new TypeError('Expected the tasks that `workers()` returned.'));
  });

  it('is the same reference each time, and starts no worker', () => {
    expect(tasks.double).toBe(tasks.double);
    expect(tasks.double.taskName).toBe('double');
  });
});
