import { describe, expect, it } from 'vitest';
import type { Step } from '../core/operations/operation';
import { parseRecipe } from '../core/recipe/parse';
import { decodeShrink, planSteps, type Branch } from './plan-steps';
import { headerOf } from './testing/run';

const size = { width: 400, height: 300 };

function planned(steps: readonly Step[], { seed = 0, path = 'a/x.jpg' } = {}): Promise<readonly Branch[]> {
  const recipe = parseRecipe({ version: 1, seed, steps });
  return planSteps(recipe.steps, { path, seed, header: headerOf(size), maxPixels: 1e9 });
}

/** Every way through the branches: the operations on it, and its name. */
function ways(branches: readonly Branch[], before: readonly string[] = [], suffix = ''): readonly [string, string][] {
  if (branches.length === 0) return [[suffix, before.join(' ')]];
  return branches.flatMap(({ operation, plan, next }) =>
    ways(next, [...before, operation.id], suffix + (plan.suffix ?? '')),
  );
}

const suffixes = (branches: readonly Branch[]) => ways(branches).map(([suffix]) => suffix);

const flip: Step = { op: 'flip', axis: 'horizontal' };
const crop: Step = { op: 'random-crop', width: 8, height: 8 };
const repeat = (copies: number, ...steps: readonly Step[]): Step => ({ op: 'repeat', copies, steps });
const chance = (p: number, ...steps: readonly Step[]): Step => ({ op: 'random-apply', p, steps });

describe('a repeat', () => {
  it('runs its own steps and all that follow once per copy, and names each', async () => {
    expect(ways(await planned([flip, repeat(2, crop), { op: 'grayscale' }]))).toEqual([
      ['-0', 'flip random-crop grayscale'],
      ['-1', 'flip random-crop grayscale'],
    ]);
  });

  it('inside a repeat joins their names', async () => {
    expect(suffixes(await planned([repeat(2, repeat(2, crop), flip)]))).toEqual(['-0-0', '-0-1', '-1-0', '-1-1']);
  });

  it('after a repeat joins their names', async () => {
    expect(suffixes(await planned([repeat(2), flip, repeat(2)]))).toEqual(['-0-0', '-0-1', '-1-0', '-1-1']);
  });

  it('without steps, at the end or alone, makes copies all the same', async () => {
    expect(ways(await planned([repeat(3)]))).toEqual([
      ['-0', 'as-it-is'],
      ['-1', 'as-it-is'],
      ['-2', 'as-it-is'],
    ]);
    expect(ways(await planned([flip, repeat(2)]))).toEqual([
      ['-0', 'flip as-it-is'],
      ['-1', 'flip as-it-is'],
    ]);
  });

  it('of one copy is the steps themselves, without a name', async () => {
    expect(ways(await planned([repeat(1, flip)]))).toEqual([['', 'flip']]);
    expect(await planned([repeat(1)])).toEqual([]);
  });

  it('draws anew for each copy, and the same for the same seed and path', async () => {
    const windows = async (options = {}) =>
      (await planned([repeat(50, crop)], options)).map(({ geometry }) => JSON.stringify(geometry.clip));
    const first = await windows();
    expect(new Set(first).size).toBe(50);
    expect(await windows()).toEqual(first);
    expect(await windows({ seed: 1 })).not.toEqual(first);
    expect(await windows({ path: 'a/y.jpg' })).not.toEqual(first);
  });

  it('draws anew for equal steps at other places of the recipe, inside a step and outside', async () => {
    const light: Step = { op: 'brightness', factor: [0, 100] };
    const branches = await planned([light, chance(1, light, light), chance(1, light), light]);
    const factors: unknown[] = [];
    for (let [one] = branches; one; [one] = one.next) factors.push((one.plan as { factor?: number }).factor); // As brightness plans it.
    expect(factors).toHaveLength(5);
    expect(new Set(factors).size).toBe(5);
  });

  it('has the draws of a copy whatever the number of copies', async () => {
    const clips = async (copies: number) =>
      (await planned([repeat(copies, crop)])).map(({ geometry }) => geometry.clip);
    expect((await clips(10)).slice(0, 3)).toEqual(await clips(3));
  });

  it('keeps decoding from shrinking for the sake of one copy', async () => {
    expect(decodeShrink(await planned([{ op: 'resize', width: 20 }, repeat(2)]))).toBe(8);
    expect(decodeShrink(await planned([repeat(2, { op: 'resize', width: 20 })]))).toBe(1);
  });
});

describe('a random-apply', () => {
  it('never runs at 0 and always at 1', async () => {
    for (let seed = 0; seed < 50; seed++) {
      expect(ways(await planned([chance(0, flip), chance(1, crop)], { seed }))).toEqual([['', 'random-crop']]);
    }
  });

  it('runs as often as it says, for images and for copies', async () => {
    const images = await Promise.all(
      Array.from(
        { length: 2000 },
        async (_, at) => (await planned([chance(0.3, flip)], { path: `x/${at}.png` })).length,
      ),
    );
    expect(images.filter((steps) => steps === 1).length / 2000).toBeCloseTo(0.3, 1);
    const copies = ways(await planned([repeat(1000, chance(0.3, flip))]));
    expect(copies.filter(([, steps]) => steps === 'flip').length / 1000).toBeCloseTo(0.3, 1);
    expect(copies.map(([suffix]) => suffix)).toEqual(Array.from({ length: 1000 }, (_, copy) => `-${copy}`));
  });

  it('runs all of its steps or none, one inside another too', async () => {
    const found = ways(await planned([repeat(200, chance(0.5, flip, chance(0.5, crop)))]));
    expect(new Set(found.map(([, steps]) => steps))).toEqual(new Set(['as-it-is', 'flip', 'flip random-crop']));
  });
});
