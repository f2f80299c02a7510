import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { recipeSchema } from '../recipe/recipe';
import { operationOf, operations } from './index';

describe.each(operations.map((operation) => [operation.id, operation] as const))('%s', (id, operation) => {
  it('has golden cases of its own beside it', () => {
    expect(existsSync(fileURLToPath(new URL(`./${id}.test.ts`, import.meta.url)))).toBe(true);
  });

  it('is found by its id, and gives its example’s parameters with all defaults', () => {
    expect(operationOf(id)).toBe(operation);
    const parsed = operation.params.parse(operation.example);
    expect(operation.params.parse(parsed)).toEqual(parsed);
    expect(recipeSchema.safeParse({ version: 1, steps: [{ op: id, ...operation.example }] }).success).toBe(true);
  });

  it('says a title and one sentence', () => {
    expect(operation.title).toMatch(/^[A-Z]/);
    expect(operation.summary).toMatch(/^[A-Z][^.]*\.$/);
  });
});

it('no operation has an unknown parameter left unsaid', () => {
  for (const { params, example } of operations)
    expect(params.safeParse({ ...example, surplus: 1 }).success).toBe(false);
});
