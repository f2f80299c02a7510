import { describe } from './fields';
import type { Field } from './fields';
import { labelFormatIds } from './label-formats';
import type { Path } from './problem';
import { outputSchema } from './output';
import { inputSchema } from './recipe';
import type { Recipe } from './recipe';

/** Steps that hold steps: named by the recipe's format, not built yet. */
export const structuralOps: readonly string[] = ['one-of', 'some-of', 'only'];

/** The first part of a recipe that this version cannot do yet, or null: nothing is ever left undone silently. */
export function unavailable(recipe: Recipe): { readonly path: Path; readonly value: unknown } | null {
  const { labels, decode } = recipe;
  if (!['auto', 'none', ...labelFormatIds].includes(labels.read))
    return { path: ['labels', 'read'], value: labels.read };
  if (labels.write !== 'same' && !labelFormatIds.includes(labels.write))
    return { path: ['labels', 'write'], value: labels.write };
  if (decode === 'fast') return { path: ['decode'], value: decode };
  return null;
}

/** The output's fields for a form. Those of one format alone are objects by its name. */
export const outputFields: readonly Field[] = describe(outputSchema);

/** Those of them that mean something where the bytes are passed as they are. */
export const copyFields: readonly Field[] = outputFields.filter(({ key }) => key === 'format' || key === 'name');

/** The input's fields for a form: those whose values can be chosen already. */
export const inputFields: readonly Field[] = describe(inputSchema.pick({ svgWidth: true, truncated: true }));
