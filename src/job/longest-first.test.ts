import { describe, expect, it } from 'vitest';
import { CostModel } from './cost-model';
import { longestFirst } from './longest-first';

async function* from<T>(items: readonly T[], asked: T[] = []): AsyncGenerator<T> {
  for (const item of items) {
    asked.push(item);
    yield await Promise.resolve(item);
  }
}

/** Long enough for whatever is asked for ahead to have come. */
const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

async function slowly<T>(items: AsyncIterable<T>): Promise<T[]> {
  const taken: T[] = [];
  for await (const item of items) {
    taken.push(item);
    await settled();
  }
  return taken;
}

describe('longestFirst', () => {
  it('keeps the order until the end is in sight, then takes the dearest first', async () => {
    const costs = [1, 9, 2, 8, 3, 7, 4, 6, 5];
    expect(await slowly(longestFirst(from(costs), 4, (cost) => cost))).toEqual([1, 9, 2, 8, 3, 7, 6, 5, 4]);
  });

  it('keeps the order of items that cost the same', async () => {
    const items = [...'abcdef'];
    expect(await slowly(longestFirst(from(items), 10, () => 1))).toEqual(items);
  });

  it('asks for no more items than the window holds', async () => {
    const asked: number[] = [];
    const items = longestFirst(
      from(
        Array.from({ length: 100 }, (_, i) => i),
        asked,
      ),
      5,
      () => 1,
    );
    await items.next();
    await settled();
    expect(asked).toHaveLength(6);
    await items.return();
  });

  it('gives an item at once where the next one is long in coming', async () => {
    async function* stuck(): AsyncGenerator<string> {
      yield 'first';
      await new Promise(() => {});
    }
    expect(await longestFirst(stuck(), 8, () => 1).next()).toEqual({ done: false, value: 'first' });
  });

  it('gives what came before a failure, then fails', async () => {
    async function* failing(): AsyncGenerator<string> {
      yield await Promise.resolve('first');
      throw new Error('The disk is gone.');
    }
    const items = longestFirst(failing(), 8, () => 1);
    expect((await items.next()).value).toBe('first');
    await expect(items.next()).rejects.toThrow('The disk is gone.');
  });

  it('lets go of its source when it is left early', async () => {
    let isLeft = false;
    async function* endless(): AsyncGenerator<number> {
      try {
        for (let i = 0; ; i++) yield await Promise.resolve(i);
      } finally {
        isLeft = true;
      }
    }
    for await (const item of longestFirst(endless(), 3, () => 1)) if (item === 4) break;
    await settled();
    expect(isLeft).toBe(true);
  });
});

describe('CostModel', () => {
  const item = (path: string, bytes: number) => ({ path, bytes, trouble: null });

  it('holds the larger file for the longer one before anything is measured', () => {
    const model = new CostModel();
    expect(model.of(item('a.jpg', 2000))).toBeGreaterThan(model.of(item('b.png', 1000)));
  });

  it('learns what a byte of each kind of file takes', () => {
    const model = new CostModel();
    for (let i = 0; i < 40; i++) {
      model.learn(item(`${i}.JPG`, 1_000_000), 30);
      model.learn(item(`${i}.png`, 1_000_000), 120);
    }
    expect(model.of(item('a.jpg', 2_000_000))).toBeCloseTo(60, 3);
    expect(model.of(item('b.png', 1_000_000))).toBeCloseTo(120, 3);
  });

  it('counts nothing for what is never read', () => {
    const trouble = { code: 'unsafe-path', detail: 'It leads out of the archive.' } as const;
    expect(new CostModel().of({ path: '../a.jpg', bytes: 5000, trouble })).toBe(0);
  });
});
