import { describe, expect, it } from 'vitest';
import type { Step } from '../operations/operation';
import { parseRecipe } from './parse';

const parsed = (...steps: readonly unknown[]) => parseRecipe({ version: 1, steps }).steps;

function refusal(...steps: readonly unknown[]): string {
  try {
    parsed(...steps);
  } catch (error) {
    expect(error).toMatchObject({ name: 'AppError', code: 'bad-recipe' });
    return (error as Error).message;
  }
  throw new Error('Expected the recipe to be refused.');
}

const flip: Step = { op: 'flip', axis: 'horizontal' };
const repeat = (copies: number, ...steps: readonly unknown[]) => ({ op: 'repeat', copies, steps });
const sometimes = (...steps: readonly unknown[]) => ({ op: 'random-apply', p: 0.5, steps });

describe('steps inside steps', () => {
  it('get their defaults, with `op` first, at any depth', () => {
    const [step] = parsed(repeat(2, sometimes({ width: 8, op: 'random-crop', height: 8 })));
    const expected = {
      op: 'random-crop',
      scale: [0.08, 1],
      ratio: [3 / 4, 4 / 3],
      width: 8,
      height: 8,
      kernel: 'lanczos3',
    };
    expect(step).toEqual(repeat(2, sometimes(expected)));
    expect(JSON.stringify(step)).toContain('"steps":[{"op":"random-crop",');
  });

  it('may be none, and may be left out', () => {
    expect(parsed({ op: 'repeat', copies: 2 })).toEqual([repeat(2)]);
  });

  it.each<[what: string, step: unknown, sentence: string]>([
    [
      'parameter',
      repeat(2, flip, sometimes({ op: 'rotate', angle: 361 })),
      'Expected `steps[0].steps[1].steps[0].angle` to be a number from -360 to 360, or a range [lo, hi] of two, the lower first, received 361.',
    ],
    [
      'key',
      repeat(2, { ...flip, axes: 1 }),
      'Expected `steps[0].steps[0]` to have only op, axis (did you mean `axis`?), received "axes".',
    ],
    ['step', repeat(2, 3), 'Expected `steps[0].steps[0]` to be an object with an `op`, received 3.'],
    ['list', { op: 'repeat', copies: 2, steps: {} }, 'Expected `steps[0].steps` to be a list of at most 1000, received {}.'], // prettier-ignore
    ['number of copies', repeat(1001), 'Expected `steps[0].copies` to be a whole number from 1 to 1000, received 1001.'], // prettier-ignore
    ['probability', { op: 'random-apply', p: 1.5 }, 'Expected `steps[0].p` to be a number from 0 to 1, received 1.5.'],
    [
      'value or range',
      repeat(2, { op: 'brightness', factor: -1 }),
      'Expected `steps[0].steps[0].factor` to be a number from 0 to 100, or a range [lo, hi] of two, the lower first, received -1.',
    ],
    [
      'range',
      repeat(2, { op: 'brightness', factor: [2, 1] }),
      'Expected `steps[0].steps[0].factor` to have the lower end of a range first, received [2,1].',
    ],
  ])('are told by their whole path where a %s is wrong', (_, step, sentence) => {
    expect(refusal(step)).toBe(sentence);
  });

  it('are told by their own name where an operation is unknown', () => {
    expect(refusal(repeat(2, { op: 'flop' }))).toMatch(/^Expected `steps\[0\]\.steps\[0\]\.op` to be one of /);
  });

  it('go eight levels deep and no further', () => {
    const nested = (levels: number): unknown => (levels === 1 ? flip : repeat(1, nested(levels - 1)));
    expect(parsed(nested(8))).toHaveLength(1);
    expect(refusal(nested(9))).toMatch(/ to be nested 8 levels deep at most, received more\.$/);
  });
});

describe('copies of copies', () => {
  it('come to a thousand outputs of an image', () => {
    expect(parsed(repeat(1000))).toHaveLength(1);
    expect(parsed(repeat(10, repeat(10, flip), repeat(10)))).toHaveLength(1);
  });

  it.each<[what: string, steps: unknown[], sentence: string]>([
    [
      'nested',
      [flip, repeat(10, repeat(101, flip))],
      'Expected `steps[1]` and what it holds to make 1000 outputs of an image at most, received 1010.',
    ],
    [
      'one after the other',
      [repeat(1000), sometimes(repeat(2))],
      'Expected `steps[1]` and what it holds to make 1000 outputs of an image at most, received 2000.',
    ],
    [
      'nested without end',
      Array.from({ length: 60 }, () => repeat(1000, repeat(1000))),
      'Expected `steps[0]` and what it holds to make 1000 outputs of an image at most, received 1000000.',
    ],
    [
      'with many steps each',
      [repeat(1000, ...Array.from({ length: 101 }, () => flip))],
      'Expected `steps` to come to 100000 steps for an image at most, copies counted, received 101000.',
    ],
  ])('are refused before any image is read where they are more, %s', (_, steps, sentence) => {
    expect(refusal(...steps)).toBe(sentence);
  });
});
