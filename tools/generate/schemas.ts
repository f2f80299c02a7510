import { reportSchema } from '../../src/core/dataset/report';
import { recipeSchema } from '../../src/core/recipe/recipe';
import { z } from '../../src/core/zod';

const target = 'draft-2020-12';

/**
 * A recipe as people write it: what has a default may be left out. Rules between keys are code and not in here; the
 * page tells them when it loads the recipe.
 */
export function recipeJsonSchema(): object {
  return z.toJSONSchema(recipeSchema, { target, io: 'input', override: ({ jsonSchema }) => tidy(jsonSchema) });
}

/** A report as its readers find it. Keys are added within version 1, so unknown ones are allowed everywhere. */
export function reportJsonSchema(): object {
  return z.toJSONSchema(reportSchema, {
    target,
    io: 'output',
    override: ({ jsonSchema }) => {
      tidy(jsonSchema);
      delete jsonSchema.additionalProperties;
    },
  });
}

/** Takes off the words of forms, and the bound that a double sets to whole numbers. */
function tidy(schema: z.core.JSONSchema.BaseSchema): void {
  delete schema['labels'];
  delete schema['holds'];
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
}
