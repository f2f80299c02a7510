import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { operations } from '../operations/index';
import { structuralOps } from './available';
import { migrate } from './migrate';
import { parseRecipe, parseRecipeText } from './parse';
import { refusal, withStep } from './testing/refusal';
import { inherited, reservedKeys, withKey } from './testing/prototypes';

let before: readonly unknown[];
beforeEach(() => void (before = inherited()));
afterEach(() => expect(inherited()).toEqual(before));

const evil = { polluted: true, version: 1, op: 'flip', steps: [] };
const flip = { op: 'flip', axis: 'horizontal' };

/** A recipe with the key in each of its places. */
function places(key: string): readonly (readonly [where: string, recipe: object])[] {
  const bad = (rest: object = {}) => withKey(key, evil, rest);
  return [
    ['the top', bad({ version: 1 })],
    ['the input', { version: 1, input: bad() }],
    ['the labels', { version: 1, labels: bad() }],
    ['the output', { version: 1, output: bad() }],
    ['the options of a format', { version: 1, output: { format: 'png', png: bad() } }],
    ...operations.map(({ id, example }) => [`the step ${id}`, withStep(bad({ op: id, ...example }))] as const),
    ...structuralOps.map((op) => [`a step inside ${op}`, withStep({ op, copies: 2, steps: [bad(flip)] })] as const),
    ['a list', withStep([bad()])],
    ['what is deep in a parameter', withStep({ ...flip, axis: [[bad()]] })],
  ];
}

describe.each(reservedKeys)('a recipe with the key %s', (key) => {
  it.each(places(key))('in %s is refused for it, as a value and as text, and changes no object', (_, recipe) => {
    const sentence = refusal(recipe);
    expect(sentence).toMatch(new RegExp(`to have known keys alone, received "${key}"\\.$`));
    expect(() => parseRecipeText(JSON.stringify(recipe))).toThrow(sentence);
  });

  it('spelt with escapes is refused all the same', () => {
    const spelt = Array.from(key, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
    expect(() => parseRecipeText(`{ "version": 1, "output": { "${spelt}": {} } }`)).toThrow(`received "${key}".`);
  });

  it('is not given a version by it', () => {
    expect(migrate(withKey(key, evil))).toEqual({ wanted: 'to be 1' });
    expect(migrate(withKey(key, { version: 1 }, { version: 99 }))).toHaveProperty('wanted');
  });
});

describe('a value that is the name of a member of every object', () => {
  it.each([...reservedKeys, 'toString', 'hasOwnProperty'])('%s is no operation, no format and no choice', (name) => {
    expect(refusal(withStep({ op: name }))).toContain(`received "${name}"`);
    expect(refusal({ version: 1, output: { format: name } })).toContain(`received "${name}"`);
    expect(refusal({ version: 1, output: { keep: name } })).toContain(`received "${name}"`);
    expect(refusal(withStep({ ...flip, axis: name }))).toContain(`received "${name}"`);
    expect(refusal({ version: 1, [name === '__proto__' ? 'hasOwn' : name]: 1 })).toMatch(/known keys|to have only/);
  });
});

describe('a structural step of a parsed recipe', () => {
  it.each(['repeat', 'random-apply'])(
    '%s puts its own steps in its place and nothing that an object inherits',
    (op) => {
      const { steps } = parseRecipe(withStep({ op, ...(op === 'repeat' ? { copies: 2 } : { p: 1 }), steps: [flip] }));
      const found = operations.find(({ id }) => id === op);
      if (found?.kind !== 'structure') throw new Error(`Expected ${op} to hold steps.`);
      // The parsed step has what its schema says; chance is not asked where p is 1.
      const input = { random: { next: () => 0 } } as unknown as Parameters<typeof found.expand>[0];
      const chains = found.expand(input, steps[0] as never);
      expect(chains.length).toBe(op === 'repeat' ? 2 : 1);
      for (const chain of chains) {
        expect(Object.getPrototypeOf(chain)).toBe(Object.prototype);
        expect(chain.steps).toEqual([flip]);
      }
    },
  );
});
