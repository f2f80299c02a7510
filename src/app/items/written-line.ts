import type { LabelReport } from '../../core/dataset/label-report';
import { lossPhrases, type Loss } from '../../core/dataset/label-losses';
import { labelFormatTitles } from '../../core/recipe/label-formats';
import { count, listed, number } from '../format';

type Drops = LabelReport['drops'];

const dropWords: Readonly<Record<Drops[number]['reason'], string>> = {
  outside: 'outside the image',
  'min-visibility': 'too little of which was left',
  'min-area': 'too small',
  wrong: 'found wrong',
  class: 'of a class that is dropped',
};

/** What a run wrote of the labels, what of them it left out and why, and what the format changed. */
export function writtenLine({ written, outputs, drops, losses }: LabelReport): string {
  const left = leftOut(drops);
  const out = left.length > 0 ? ` Left out: ${listed(left)}.` : '';
  if (written === null) return `No labels were written.${out}`;
  const { labels, images, files } = outputs;
  const many = `${count(labels, 'label')} on ${count(images, 'image')}, in ${count(files, 'file')}`;
  const changed = lossPhrases(losses as readonly { readonly code: Loss; readonly count: number }[]); // As the desk wrote them.
  const lost = changed.length > 0 ? ` Changed: ${changed.join('; ')}.` : '';
  return `Written as ${labelFormatTitles[written] ?? written}: ${many}.${out}${lost}`;
}

/** `131 outside the image`, for each reason. */
function leftOut(drops: Drops): string[] {
  const sums = new Map<Drops[number]['reason'], number>();
  for (const drop of drops) sums.set(drop.reason, (sums.get(drop.reason) ?? 0) + drop.count);
  return Array.from(sums, ([reason, sum]) => `${number(sum)} ${dropWords[reason]}`);
}
