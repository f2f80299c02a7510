import { describe } from './fields';
import type { Field } from './fields';
import type { Path } from './problem';
import { inputSchema, outputSchema } from './recipe';
import type { Recipe } from './recipe';

/** Steps that hold steps: named by the recipe's format, not built yet. */
export const structuralOps: readonly string[] = ['one-of', 'some-of', 'only'];

/** Formats of labels, as a recipe names them. */
export const labelFormatIds: readonly string[] = [
  'yolo',
  'yolo-detect',
  'yolo-segment',
  'yolo-pose',
  'yolo-obb',
  'coco',
  'voc',
];

const writable: readonly Recipe['output']['format'][] = ['jpeg', 'png', 'webp', 'same', 'copy'];

/** The first part of a recipe that this version cannot do yet, or null: nothing is ever left undone silently. */
export function unavailable(recipe: Recipe): { readonly path: Path; readonly value: unknown } | null {
  const { input, labels, output, decode } = recipe;
  if (input.frames !== 'first') return { path: ['input', 'frames'], value: input.frames };
  if (input.svgWidth !== 1024) return { path: ['input', 'svgWidth'], value: input.svgWidth };
  if (labels.read !== 'auto' && !labelFormatIds.includes(labels.read))
    return { path: ['labels', 'read'], value: labels.read };
  if (labels.write !== 'same' && !labelFormatIds.includes(labels.write))
    return { path: ['labels', 'write'], value: labels.write };
  if (labels.frame === 'auto') return { path: ['labels', 'frame'], value: labels.frame };
  if (!writable.includes(output.format)) return { path: ['output', 'format'], value: output.format };
  if (decode === 'fast') return { path: ['decode'], value: decode };
  return null;
}

/** The output's fields for a form: of its formats those that can be written. */
export const outputFields: readonly Field[] = describe(outputSchema).map((field) =>
  field.kind === 'select' && field.key === 'format'
    ? { ...field, options: field.options.filter(({ value }) => writable.some((format) => format === value)) }
    : field,
);

/** The input's fields for a form: those whose values can be chosen already. */
export const inputFields: readonly Field[] = describe(inputSchema.pick({ truncated: true }));
