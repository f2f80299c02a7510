import { labelFormatTitles, ownLabelFormat } from '../../core/recipe/label-formats';
import { listed } from '../format';

/**
 * Why labels are not read, in the words of the page.
 * @param read As the recipe's `labels.read`. @param formats Ids of those that there are.
 */
export function refusedLine(read: string, formats: readonly string[]): string {
  // In the order of the choice, whichever file came first.
  const there = listed(choicesOf(formats).map(([, title]) => title));
  if (read === 'none') return 'Labels are left aside.';
  if (read === 'auto') return `Labels in ${there} were found: say which of them are read, or that none are.`;
  return `No labels in ${titleOf(read)} were found${formats.length > 0 ? `, but in ${there}` : ''}.`;
}

/** What may be read instead, by its id, in the order of the choice. */
export function choicesOf(formats: readonly string[]): readonly (readonly [id: string, title: string])[] {
  return Object.entries(labelFormatTitles).filter(([id]) => formats.includes(id));
}

function titleOf(id: string): string {
  return labelFormatTitles[ownLabelFormat(id)] ?? id;
}
