import { operationOf } from '../operations/index';
import type { Step } from '../operations/operation';
import type { Tier } from '../tier';
import { nestedKeys } from './nested';
import { optionOfLibvips } from './output';
import type { Recipe } from './recipe';

/**
 * Why a page that is not isolated cannot run a recipe, and what to do about it, in one sentence; null where it can. What
 * only a file's content can tell fails that file instead.
 */
export function beyondLight(recipe: Recipe, { writesWebp }: Pick<Tier, 'writesWebp'>): string | null {
  const { steps, output, decode, encode } = recipe;
  if (decode === 'exact' || decode === 'full')
    return told(`“decode” is “${decode}”, which is libvips’ work`, 'set it to “auto”');
  if (output.format === 'copy') return null;
  if (encode === 'exact') return told('“encode” is “exact”, which is libvips’ work', 'set it to “auto”');
  const step = firstBeyond(steps, '');
  if (step) return told(`step ${step.position}, “${step.title}”, is libvips’ work`, 'take it out');
  const { format, keep, maxBytes, lossless } = output;
  if (format !== 'same' && format !== 'jpeg' && format !== 'png' && format !== 'webp')
    return told(`${format.toUpperCase()} is written by libvips`, 'write JPEG, PNG or WebP');
  if (format === 'webp' && maxBytes !== undefined && !lossless)
    return told('the quality of a WebP for a size is found by libvips', 'take “maxBytes” out, or write JPEG');
  if (keep !== 'none' && (format === 'png' || format === 'webp'))
    return told(`metadata in ${names[format]} files is kept by libvips`, 'set “Metadata” to none, or write JPEG');
  for (const written of browserFormats) {
    const option = format === written || format === 'same' ? optionOfLibvips(written, output) : null;
    if (option !== null)
      return told(`“${option}” of ${names[written]} files is libvips’ work`, 'set it back to its default');
  }
  if (format === 'webp' && !writesWebp)
    return told('this browser writes no WebP of its own, and libvips would', 'write JPEG or PNG');
  return null;
}

const browserFormats = ['png', 'webp'] as const;
const names = { png: 'PNG', webp: 'WebP' } as const;

function told(what: string, instead: string): string {
  return `This page runs without libvips: ${what}; ${instead}, or run it on an isolated page.`;
}

/** The first step that has no `moves`, steps in steps too; `position` counts from 1, as the page does. */
function firstBeyond(steps: readonly Step[], under: string): { position: string; title: string } | null {
  for (const [index, step] of steps.entries()) {
    const operation = operationOf(step.op);
    if (!operation) continue;
    const position = `${under}${index + 1}`;
    if (operation.kind === 'pixels') {
      if (!operation.moves) return { position, title: operation.title };
      continue;
    }
    for (const key of nestedKeys(operation.params)) {
      // A list of steps, by its schema.
      const inner = firstBeyond((step[key] ?? []) as readonly Step[], `${position}.`);
      if (inner) return inner;
    }
  }
  return null;
}
