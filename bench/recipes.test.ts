import { expect, test } from 'vitest';
import { parseRecipe } from '../src/core/recipe/parse';
import { recipes } from './recipes';

test.each(Object.entries(recipes))('the product takes the recipe of the group %s', (_, recipe) => {
  expect(parseRecipe({ ...recipe, decode: 'auto' }).decode).toBe('auto');
});
