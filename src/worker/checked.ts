import { checkLabels } from '../core/dataset/check-labels';
import type { CheckedImage, CheckFacts, LabelCheck } from '../core/dataset/label-checks';
import type { ImageLabels } from '../core/dataset/labels';
import { ItemError } from '../core/errors';
import type { Header } from '../core/header/header';
import { turnedSize } from '../core/operations/auto-orient';
import { unpackLabels } from '../core/dataset/packed-labels';
import { plainLabels, type PlainLabels } from '../core/dataset/plain-labels';
import type { ItemLabels, SentLabels } from './api';

/** Labels that were looked at. */
export interface Checked {
  readonly labels: ItemLabels;
  readonly wrong: readonly LabelCheck[];
  /** Null for those that are not plain. */
  readonly plain: PlainLabels | null;
}

const noFacts: CheckFacts = { unnamed: new Set(), keypoints: new Map() };

/** Holds an item's labels against its header, before the first step: `onError` says what becomes of those that are wrong. */
export function checked(sent: SentLabels, header: Header): Checked {
  const labels = received(sent);
  const { checks } = sent;
  const plain = header.orientation === 1 ? plainLabels(sent.image, header, checks ?? noFacts) : null;
  if (plain || !checks) return { labels, wrong: [], plain };
  const { image } = labels;
  const wrong = checkLabels(image, checkedImage(header, sent), checks);
  if (checks.onError !== 'drop') return { labels, wrong, plain };
  const dropped = new Set(wrong.map(({ label }) => label));
  const right = image.labels.filter((_, index) => !dropped.has(index));
  return { labels: { ...labels, image: { ...image, labels: right } }, wrong, plain };
}

/** Made into objects when it is first asked for: plain ones may move without. */
function received(sent: SentLabels): ItemLabels {
  let image: ImageLabels | null = null;
  return {
    ...sent,
    get image() {
      return (image ??= unpackLabels(sent.image));
    },
  };
}

function checkedImage({ width, height, orientation }: Header, { frame }: SentLabels): CheckedImage {
  const isTurned = orientation >= 5;
  return { size: turnedSize({ width, height }, frame === 'upright' && isTurned ? 90 : 0), isTurned };
}

/** @throws ItemError `wrong-labels` where the recipe wants such an image to fail. */
export function assertRight({ labels, wrong }: Checked): void {
  const [first] = wrong;
  if (!first || labels.checks?.onError !== 'fail') return;
  const more = wrong.length > 1 ? ` There ${wrong.length === 2 ? 'is 1 more' : `are ${wrong.length - 1} more`}.` : '';
  throw new ItemError('wrong-labels', `${first.detail}${more}`);
}
