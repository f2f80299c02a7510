import { parseRecipe } from '../../core/recipe/parse';
import type { Recipe } from '../../core/recipe/recipe';

/** What a field does that was given no recipe: an upright JPEG of a screen's size, without metadata. */
const uploadRecipe = {
  version: 1,
  steps: [{ op: 'auto-orient' }, { op: 'resize', width: 2048, height: 2048, fit: 'inside' }],
  output: { format: 'jpeg', quality: 85, keep: 'none' },
};

/** @throws AppError `bad-recipe` */
export function fieldRecipe(given: unknown): Recipe {
  return parseRecipe(given ?? uploadRecipe);
}
