import type { LabelReport } from '../core/dataset/label-report';
import type { Drop } from '../core/dataset/label-rules';
import type { FoundCounts } from '../labels/find';

/** A label that a step left out, by the name of its class. */
export interface NamedDrop {
  readonly class: string;
  readonly reason: Drop['reason'];
}

type Drops = LabelReport['drops'];

/** How many of each class were left out for each reason, in the order in which they first came. */
export function dropCounts(drops: readonly NamedDrop[]): Drops {
  const reasons = new Map<Drop['reason'], Map<string, number>>();
  for (const { class: name, reason } of drops) {
    const counts = reasons.get(reason) ?? new Map<string, number>();
    reasons.set(reason, counts.set(name, (counts.get(name) ?? 0) + 1));
  }
  return Array.from(reasons, ([reason, counts]) => dropsOf(reason, counts)).flat();
}

/** @param counts By name of the class. */
export function dropsOf<Reason extends Drops[number]['reason']>(
  reason: Reason,
  counts: Iterable<readonly [name: string, count: number]>,
) {
  return Array.from(counts, ([name, count]) => ({ class: name, reason, count }));
}

/** Nothing where nothing was found. */
export function foundOf(counts: FoundCounts | null): LabelReport['found'] {
  if (!counts) return { files: 0, labels: 0, images: 0, empty: 0, withoutLabels: 0 };
  const { troubles: _, ...found } = counts;
  return found;
}
