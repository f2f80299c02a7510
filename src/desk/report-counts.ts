import type { LabelReport } from '../core/dataset/label-report';
import type { Drop } from '../core/dataset/label-rules';
import type { FoundCounts } from '../labels/find';

/** A label that an output has no part of, by the name of its class. */
export interface NamedDrop {
  /** Its place among the labels of its image. */
  readonly at: number;
  readonly class: string;
  readonly reason: Drop['reason'];
}

type Drops = LabelReport['drops'];

export interface Dropping {
  /** Path of the image that it was made of. */
  readonly source: string;
  /** Gone through once. */
  readonly drops: Iterable<NamedDrop>;
}

/**
 * How many labels of each class are in no output of their image, by reason, in the order in which these first came. A part of an
 * image that a label is not in drops nothing while another one shows it.
 */
export function dropCounts(outputs: readonly Dropping[]): Drops {
  const reasons = new Map<Drop['reason'], Map<string, number>>();
  for (const parts of bySource(outputs).values())
    for (const drop of inNone(parts)) {
      const counts = reasons.get(drop.reason) ?? new Map<string, number>();
      reasons.set(drop.reason, counts.set(drop.class, (counts.get(drop.class) ?? 0) + 1));
    }
  return Array.from(reasons, ([reason, counts]) => dropsOf(reason, counts)).flat();
}

/** What the outputs of each image leave out. */
function bySource(outputs: readonly Dropping[]): ReadonlyMap<string, readonly Iterable<NamedDrop>[]> {
  const images = new Map<string, Iterable<NamedDrop>[]>();
  for (const { source, drops } of outputs) {
    const own = images.get(source);
    if (own) own.push(drops);
    else images.set(source, [drops]);
  }
  return images;
}

/** The labels that none of an image's parts has: one image at a time, since all of a run are millions. */
function inNone(parts: readonly Iterable<NamedDrop>[]): NamedDrop[] {
  /** By the label's place: why, and in how many parts. */
  const all = new Map<number, readonly [drop: NamedDrop, many: number]>();
  for (const drops of parts)
    for (const drop of drops) {
      const [former, many] = all.get(drop.at) ?? [drop, 0];
      // A part that shows some of it and leaves it out says more than those that lie elsewhere.
      all.set(drop.at, [former.reason === 'outside' ? drop : former, many + 1]);
    }
  return [...all.values()].flatMap(([drop, many]) => (many < parts.length ? [] : [drop]));
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
