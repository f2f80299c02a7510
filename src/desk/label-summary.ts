import type { LabelSet } from '../core/dataset/label-set';
import type { FoundCounts } from '../labels/find';
import type { LabelFormat } from '../labels/format';
import type { LabelSummary } from './label-api';

/** As many as a person reads. */
const mostTroubles = 100;

/** What a person is told of labels before anything runs. */
export function summaryOf(
  format: LabelFormat,
  { classes, store, troubles }: LabelSet,
  counts: FoundCounts,
): LabelSummary {
  const labels = new Map<number, number>();
  const images = new Map<number, number>();
  const splits = new Set<string>();
  for (const image of store.images()) {
    const split = store.factsOf(image)?.split;
    if (split) splits.add(split);
    const here = new Set<number>();
    for (const index of store.classesOf(image)) {
      labels.set(index, (labels.get(index) ?? 0) + 1);
      here.add(index);
    }
    for (const index of here) images.set(index, (images.get(index) ?? 0) + 1);
  }
  return {
    format: format.title,
    labels: counts.labels,
    kinds: [...store.kinds],
    images: counts.images - counts.empty,
    empty: counts.empty,
    withoutLabels: counts.withoutLabels,
    troubles: counts.troubles,
    troubleList: troubles.slice(0, mostTroubles),
    splits: [...splits],
    classes: classes.map(({ name }, index) => ({
      name,
      labels: labels.get(index) ?? 0,
      images: images.get(index) ?? 0,
    })),
  };
}
