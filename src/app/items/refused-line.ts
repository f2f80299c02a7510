import { labelFormatTitles, ownLabelFormat } from '../../core/recipe/label-formats';
import { listed } from '../format';

/**
 * Why labels are not read, in the words of the page.
 * @param read As the recipe's `labels.read`. @param formats Ids of those that there are.
 */
export function refusedLine(read: string, formats: readonly string[]): string {
  // In the order of the choice, whichever file came first.
  const there = listed(Object.keys(labelFormatTitles).flatMap((id) => (formats.includes(id) ? titleOf(id) : [])));
  if (read === 'auto') return `Labels in ${there} were found: images go without any until you say which are read.`;
  return `No labels in ${titleOf(read)} were found${formats.length > 0 ? `, but in ${there}` : ''}.`;
}

function titleOf(id: string): string {
  return labelFormatTitles[ownLabelFormat(id)] ?? id;
}
