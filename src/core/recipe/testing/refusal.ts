import { expect } from 'vitest';
import { parseRecipe } from '../parse';

/** The sentence of a recipe that is refused. */
export function refusal(value: unknown): string {
  try {
    parseRecipe(value);
  } catch (error) {
    expect(error).toMatchObject({ name: 'AppError', code: 'bad-recipe' });
    return (error as Error).message;
  }
  throw new Error('Expected the recipe to be refused.');
}

export const withStep = (step: unknown) => ({ version: 1, steps: [step] });
