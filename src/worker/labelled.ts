import type { Encoded } from '../core/dataset/outcome';
import { packLabels, type PackedArrived } from '../core/dataset/packed-labels';
import type { PlainLabels } from '../core/dataset/plain-labels';
import { arrive, type Arrived } from '../core/dataset/travel';
import type { Header, Orientation } from '../core/header/header';
import type { ItemLabels } from './api';
import { BareMask } from './bare-mask';
import type { Checked } from './checked';
import { shown, start, step, type LabelWay } from './label-way';
import type { Branch } from './plan-steps';
import { toldBy, type Told } from './program';
import { straight } from './straight-labels';

/** The labels of each output of an item, by its suffix: those of one suffix in the order of the outputs. */
export type Ends = ReadonlyMap<string, readonly End[]>;

interface End {
  readonly labels: PackedArrived;
  readonly orientation: Orientation;
}

/**
 * Moves an item's labels as its pixels are moved, by the same plans; before the pixels are there, while what looked at the
 * labels is still at hand for the processor. Labels drawn on the upright image come back in it where the output keeps an
 * orientation tag.
 */
export function endsOf(
  branches: readonly Branch[],
  header: Header,
  { labels, plain }: Pick<Checked, 'labels' | 'plain'>,
): Ends {
  const only = plain && plainEnd(plain, branches, header, labels);
  if (only) return only;
  const ends = new Map<string, End[]>();
  const ways = { way: start(header, labels), bare: labels.maskFill ? BareMask.of(header, labels) : null };
  walk(branches, ways, labels, {
    told: { suffix: '', orientation: header.orientation },
    end: (arrived, { suffix, orientation }) => {
      const end = { labels: packed(arrived), orientation };
      const alike = ends.get(suffix);
      if (alike) alike.push(end);
      else ends.set(suffix, [end]);
    },
  });
  return ends;
}

/** Of labels that need no look at one by one; null where they do. */
function plainEnd(
  plain: PlainLabels,
  branches: readonly Branch[],
  header: Header,
  { rules, maskFill }: ItemLabels,
): Ends | null {
  if (rules.minAreaPx > 0 || maskFill) return null;
  const moved = straight(plain, branches, header);
  if (!moved) return null;
  const { labels, told } = moved;
  return new Map([[told.suffix, [{ labels: { labels, drops: [] }, orientation: told.orientation }]]]);
}

/** Each output with its own labels. */
export function labelled(outputs: readonly Encoded[], ends: Ends): readonly Encoded[] {
  const given = new Map<string, number>();
  return outputs.map((output) => {
    const { suffix } = output;
    const index = given.get(suffix) ?? 0;
    given.set(suffix, index + 1);
    const end = ends.get(suffix)?.[index];
    if (!end) throw new Error(`Expected labels for the output "${suffix}".`);
    return { ...output, ...end };
  });
}

function packed({ labels, drops }: Arrived): PackedArrived {
  return { labels: packLabels(labels), drops };
}

interface Walk {
  readonly told: Told;
  readonly end: (arrived: Arrived, told: Told) => void;
}

interface Ways {
  readonly way: LabelWay;
  /** Null where what is left bare stays without a label. */
  readonly bare: BareMask | null;
}

function walk(branches: readonly Branch[], { way, bare }: Ways, labels: ItemLabels, { told, end }: Walk): void {
  const { orientation } = told;
  if (branches.length === 0) {
    const arrived = arrive(shown(way, orientation, labels), labels.rules);
    const { maskFill } = labels;
    if (!bare || !maskFill) return end(arrived, told);
    return end({ ...arrived, labels: bare.fill(arrived.labels, maskFill, orientation) }, told);
  }
  for (const branch of branches) {
    const on = { way: step(branch, way, orientation, labels), bare: bare?.through(branch, orientation) ?? null };
    walk(branch.next, on, labels, { told: toldBy(branch, told), end });
  }
}
