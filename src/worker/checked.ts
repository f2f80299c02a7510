import { checkLabels } from '../core/dataset/check-labels';
import type { LabelCheck } from '../core/dataset/label-checks';
import { ItemError } from '../core/errors';
import type { Header } from '../core/header/header';
import { turnedSize } from '../core/operations/auto-orient';
import { unpackLabels } from '../core/dataset/packed-labels';
import type { ItemLabels, SentLabels } from './api';

/** Labels that were looked at. */
export interface Checked {
  readonly labels: ItemLabels;
  readonly wrong: readonly LabelCheck[];
}

export function received(labels: SentLabels): ItemLabels {
  return { ...labels, image: unpackLabels(labels.image) };
}

/** Holds an item's labels against its header, before the first step: `onError` says what becomes of those that are wrong. */
export function checked(labels: ItemLabels, { width, height, orientation }: Header): Checked {
  const { image, frame, checks } = labels;
  if (!checks) return { labels, wrong: [] };
  const isTurned = orientation >= 5;
  const size = turnedSize({ width, height }, frame === 'upright' && isTurned ? 90 : 0);
  const wrong = checkLabels(image, { size, isTurned }, checks);
  if (checks.onError !== 'drop') return { labels, wrong };
  const dropped = new Set(wrong.map(({ label }) => label));
  const right = image.labels.filter((_, index) => !dropped.has(index));
  return { labels: { ...labels, image: { ...image, labels: right } }, wrong };
}

/** @throws ItemError `wrong-labels` where the recipe wants such an image to fail. */
export function assertRight({ labels, wrong }: Checked): void {
  const [first] = wrong;
  if (!first || labels.checks?.onError !== 'fail') return;
  const more = wrong.length > 1 ? ` There ${wrong.length === 2 ? 'is 1 more' : `are ${wrong.length - 1} more`}.` : '';
  throw new ItemError('wrong-labels', `${first.detail}${more}`);
}
