import { describe, expect, it } from 'vitest';
import { refusal, withStep } from './testing/refusal';

const circular: Record<string, unknown> = { version: 1 };
circular['input'] = circular;
/** Sixty doublings, each holding the same value twice. */
const shared = Array.from({ length: 60 }).reduce<unknown>((inner) => ({ a: inner, b: inner }), 1);
const nested = (levels: number) => Array.from({ length: levels }).reduce<unknown>((inner) => [inner], 1);
const oneKey = (key: string, value: unknown) => JSON.parse(`{ ${JSON.stringify(key)}: ${JSON.stringify(value)} }`);

describe('a key that is not known', () => {
  it.each<[what: string, value: unknown, sentence: RegExp]>([
    [
      'at the top',
      { version: 1, step: [] },
      /^Expected the recipe to have only \$schema, version, .*\(did you mean `steps`\?\), received "step"\.$/,
    ],
    [
      'in the output',
      { version: 1, output: { qualty: 3 } },
      /^Expected `output` to have only .*\(did you mean `quality`\?\), received "qualty"\.$/,
    ],
    [
      'by its case alone',
      { version: 1, input: { svgwidth: 3 } },
      /\(did you mean `svgWidth`\?\), received "svgwidth"\.$/,
    ],
    [
      'in a step, whatever else it lacks',
      withStep({ op: 'letterbox', widht: 3, height: 3 }),
      /^Expected `steps\[0\]` to have only .*\(did you mean `width`\?\), received "widht"\.$/,
    ],
    [
      'in a step without parameters',
      withStep({ op: 'auto-orient', angle: 90 }),
      /^Expected `steps\[0\]` to have only op, received "angle"\.$/,
    ],
    ['like no other', { version: 1, zzz: 1 }, /encode, received "zzz"\.$/],
    ['as long as a book', { version: 1, ['z'.repeat(500_000)]: 1 }, /^.{0,300}$/],
    ['as long as a book, for an op', withStep({ op: 'z'.repeat(500_000) }), /^.{0,300}$/],
  ])('is refused %s', (_, value, sentence) => {
    expect(refusal(value)).toMatch(sentence);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('is refused wherever it stands when it is `%s`', (key) => {
    const sentence = (place: string) => `Expected ${place} to have known keys alone, received "${key}".`;
    expect(refusal({ version: 1, ...oneKey('output', oneKey(key, {})) })).toBe(sentence('`output`'));
    expect(refusal(oneKey(key, { version: 1 }))).toBe(sentence('the recipe'));
    expect(refusal(withStep(oneKey(key, 1)))).toBe(sentence('`steps[0]`'));
    expect(({} as Record<string, unknown>)['version']).toBeUndefined();
  });
});

describe('a value whose part is not built yet is refused, and says so', () => {
  it.each<[key: string, value: unknown, shown: string]>([
    ['labels.read', { labels: { read: 'dota' } }, '"dota"'],
    ['labels.write', { labels: { write: 'dota' } }, '"dota"'],
    ['decode', { decode: 'fast' }, '"fast"'],
    ['steps[0].op', { steps: [{ op: 'one-of', weights: [1, 1], steps: [[], []] }] }, '"one-of"'],
    ['steps[0].op', { steps: [{ op: 'some-of', n: 2, steps: [[]] }] }, '"some-of"'],
    [
      'steps[0].steps[0].op',
      { steps: [{ op: 'repeat', copies: 4, steps: [{ op: 'one-of', steps: [] }] }] },
      '"one-of"',
    ],
    ['steps[0].op', { steps: [{ op: 'only', when: { split: 'train' }, steps: [] }] }, '"only"'],
  ])('%s of %j', (key, rest, shown) => {
    expect(refusal({ version: 1, ...(rest as object) })).toBe(`\`${key}: ${shown}\` is not available in this version.`);
  });
});

describe('a value made to do harm', () => {
  it.each<[what: string, value: unknown, sentence: RegExp]>([
    ['holds itself', circular, /^Expected the recipe to be nested 64 levels deep at most, received more\.$/],
    ['goes very deep', { version: 1, steps: nested(5000) }, /nested 64 levels deep at most/],
    [
      'holds the same value sixty doublings deep',
      { version: 1, steps: [shared] },
      /at most 100000 values, received more\.$/,
    ],
    ['holds a million steps', { version: 1, steps: Array(1e6).fill(1) }, /at most 100000 values, received more\.$/],
  ])('is refused when it %s', (_, value, sentence) => {
    expect(refusal(value)).toMatch(sentence);
  });
});
