import { describe, expect, it } from 'vitest';
import { recipeOf } from './recipe';

const recipe = { version: 1, steps: [{ op: 'resize', width: 50, height: 50 }] };

describe('a recipe that a page gives', () => {
  it('as a Proxy, as Vue and Svelte make of it, can be handed to a frame', async () => {
    const deep = (value: object): object =>
      new Proxy(value, {
        get(target, key) {
          const one: unknown = Reflect.get(target, key);
          return typeof one === 'object' && one !== null ? deep(one) : one;
        },
      });
    expect(structuredClone(await recipeOf(deep(recipe)))).toEqual(recipe);
  });

  it.each([
    ['an object', recipe, recipe],
    ['its JSON', ` ${JSON.stringify(recipe)}`, recipe],
    ['none', null, null],
    ['no text', '', null],
    ['false, as a condition in a template gives it', false, null],
  ])('as %s is plain data', async (_, given, plain) => {
    expect(await recipeOf(given)).toEqual(plain);
  });

  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  it.each([
    ['broken JSON', '{ "version": 1, ', 'Expected a recipe at `{ "version": 1, `, received '],
    ['a circle', circle, 'Expected a recipe, received '],
    ['a function', () => recipe, 'Expected a recipe, received '],
    ['a bigint', { version: 1n }, 'Expected a recipe, received '],
  ])('as %s is refused by a code', async (_, given, sentence) => {
    await expect(recipeOf(given)).rejects.toMatchObject({
      code: 'bad-recipe',
      message: expect.stringContaining(sentence),
    });
  });
});
