import { describe, expect, it } from 'vitest';
import { stream, type StreamOptions } from './stream';
import { collectGarbage } from './testing/collect-garbage';

type Options = Partial<Omit<StreamOptions<number, unknown>, 'run'>>;

/** Each item by itself, three at a time. */
function streamOf<R>(run: (n: number) => Promise<R>, items: Iterable<number>, options: Options = {}) {
  return stream<number, R>({
    run: (these) => Promise.all(these.map(run)),
    items,
    size: 1,
    isOrdered: false,
    places: () => 3,
    ...options,
  });
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

async function all(results: AsyncIterable<unknown>): Promise<unknown[]> {
  const seen: unknown[] = [];
  try {
    for await (const one of results) seen.push(one);
  } catch (error) {
    seen.push((error as Error).message);
  }
  return seen;
}

/** The later an item, the sooner it is done. */
const backwards = async (n: number) => {
  for (let turn = 0; turn < 1000 - 100 * n; turn++) await Promise.resolve();
  return n;
};

describe('a stream of results', () => {
  it('keeps nothing of a result that was taken, while one task goes on and on', async () => {
    const slow = new Promise<object>(() => {});
    const taken: WeakRef<object>[] = [];
    const run = async (n: number) => (n === 0 ? slow : { n, bytes: new ArrayBuffer(1_000_000) });
    const results = streamOf(run, upTo(60));
    for (let i = 0; i < 50; i++) taken.push(new WeakRef((await results.next()).value as object));
    await collectGarbage();
    expect(taken.filter((one) => one.deref()).length).toBeLessThan(5);
    await results.return(undefined);
  });

  it.each([true, false])('gives what was ready before it tells of a failure (in order: %s)', async (isOrdered) => {
    const run = async (n: number) => {
      if (n === 2) throw new Error('the third failed');
      return n;
    };
    expect(await all(streamOf(run, upTo(3), { isOrdered }))).toEqual([0, 1, 'the third failed']);
  });

  it('gives in order what comes before a failure that came first', async () => {
    const run = async (n: number) => {
      const value = await backwards(n);
      if (n === 2) throw new Error('the third failed');
      return value;
    };
    expect(await all(streamOf(run, upTo(9), { isOrdered: true }))).toEqual([0, 1, 'the third failed']);
  });

  it('gives results in the order of the items, or as they come', async () => {
    expect(await all(streamOf(backwards, upTo(3), { isOrdered: true }))).toEqual([0, 1, 2]);
    expect(await all(streamOf(backwards, upTo(3)))).toEqual([2, 1, 0]);
  });

  it.each([true, false])('tells of a source that breaks, after what it gave (in order: %s)', async (isOrdered) => {
    function* source() {
      yield 0;
      yield 1;
      throw new Error('the source broke');
    }
    expect(await all(streamOf(async (n) => n, source(), { isOrdered }))).toEqual([0, 1, 'the source broke']);
  });

  it('hands over so many items together, the last of them fewer', async () => {
    const sizes: number[] = [];
    const results = stream<number, number>({
      run: async (these) => {
        sizes.push(these.length);
        return these;
      },
      items: upTo(10),
      size: 4,
      isOrdered: true,
      places: () => 2,
    });
    expect(await all(results)).toEqual(upTo(10));
    expect(sizes).toEqual([4, 4, 2]);
  });

  it('tells how many have settled, and of how many once the source has ended', async () => {
    const told: unknown[] = [];
    const progress = (settled: number, total?: number) => told.push([settled, total]);
    await all(streamOf(async (n) => n, upTo(3), { places: () => 1, progress }));
    expect(told.map((one) => (one as unknown[])[0])).toEqual([1, 2, 3]);
  });

  it('pulls nothing before someone asks', () => {
    let pulled = 0;
    const source = {
      *[Symbol.iterator]() {
        yield ++pulled;
      },
    };
    streamOf(async (n) => n, source);
    expect(pulled).toBe(0);
  });
});
