import type { Note } from '../../core/dataset/outcome';
import type { Fitted } from './fit-bytes';

/** A quality that was found for a size, and what the recipe asks for. */
export interface Lowered extends Pick<Fitted, 'quality'> {
  readonly bytes: number;
  readonly asked: { readonly quality: number; readonly maxBytes: number };
}

/** One note of all outputs of an item, of which a fan-out has many; none where none was lowered. */
export function qualityLowered(found: readonly Lowered[]): Note[] {
  const [first] = found;
  if (!first) return [];
  const qualities = found.map(({ quality }) => quality);
  const [least, most] = [Math.min(...qualities), Math.max(...qualities)];
  const bytes = Math.max(...found.map((one) => one.bytes));
  const { quality, maxBytes } = first.asked;
  const [chosen, size] =
    found.length === 1
      ? [`quality is ${least}`, `the file has ${bytes} bytes`]
      : [`qualities of ${found.length} files are ${least} to ${most}`, `the largest has ${bytes} bytes`];
  return [
    { code: 'quality-lowered', detail: `The ${chosen} instead of ${quality}: ${size}, and may have ${maxBytes}.` },
  ];
}
