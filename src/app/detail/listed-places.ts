import type { LabelCheck } from '../../core/dataset/label-checks';

/** As many as a person reads. */
const mostPlaces = 200;

/** A label that is listed, and what is wrong with it. */
export interface ListedPlace {
  readonly at: number;
  readonly details: readonly string[];
}

/** Which of an image's labels are listed: the first ones, and the first that are wrong behind them. `left` are not. */
export function listedPlaces(
  many: number,
  wrong: readonly Pick<LabelCheck, 'label' | 'detail'>[],
): { readonly listed: readonly ListedPlace[]; readonly left: number } {
  const details = new Map<number, string[]>();
  for (const { label, detail } of wrong)
    if (label !== null) details.set(label, [...(details.get(label) ?? []), detail]);
  const first = Array.from({ length: Math.min(many, mostPlaces) }, (_, at) => at);
  const behind = [...details.keys()].filter((at) => at >= mostPlaces && at < many).sort((one, other) => one - other);
  const listed = [...first, ...behind.slice(0, mostPlaces)].map((at) => ({ at, details: details.get(at) ?? [] }));
  return { listed, left: many - listed.length };
}
