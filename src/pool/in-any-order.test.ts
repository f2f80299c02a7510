import { describe, expect, it } from 'vitest';
import { inAnyOrder } from './in-any-order';
import { collectGarbage } from './testing/collect-garbage';

describe('results in any order', () => {
  it('keeps nothing of a result that was taken, while one task goes on and on', async () => {
    const slow = new Promise<object>(() => {});
    const taken: WeakRef<object>[] = [];
    const run = async (n: number) => (n === 0 ? slow : { n, bytes: new ArrayBuffer(1_000_000) });
    const results = inAnyOrder(
      run,
      Array.from({ length: 60 }, (_, i) => i),
      () => 3,
    );
    for (let i = 0; i < 50; i++) taken.push(new WeakRef((await results.next()).value as object));
    await collectGarbage();
    expect(taken.filter((one) => one.deref()).length).toBeLessThan(5);
    await results.return(undefined);
  });

  it('gives what was ready before it tells of a failure', async () => {
    const run = async (n: number) => {
      if (n === 2) throw new Error('the third failed');
      return n;
    };
    const seen: number[] = [];
    const all = (async () => {
      for await (const n of inAnyOrder(run, [0, 1, 2], () => 3)) seen.push(n);
    })();
    await expect(all).rejects.toThrow('the third failed');
    expect(seen).toEqual([0, 1]);
  });

  it('pulls nothing before someone asks', () => {
    let pulled = 0;
    const source = {
      *[Symbol.iterator]() {
        yield ++pulled;
      },
    };
    inAnyOrder(
      async (n: number) => n,
      source,
      () => 3,
    );
    expect(pulled).toBe(0);
  });
});
