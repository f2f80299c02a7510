import type { Encoded } from '../core/dataset/outcome';
import { packLabels, type PackedArrived } from '../core/dataset/packed-labels';
import { arrive, type Arrived } from '../core/dataset/travel';
import type { Header, Orientation } from '../core/header/header';
import type { ItemLabels } from './api';
import { BareMask } from './bare-mask';
import { shown, start, step, type LabelWay } from './label-way';
import type { Branch } from './plan-steps';
import { toldBy, type Told } from './program';

/** The outputs of an item, and the plans that they were made by. */
export interface Made {
  readonly outputs: readonly Encoded[];
  readonly branches: readonly Branch[];
}

/**
 * Moves an item's labels as its pixels were moved, by the same plans, and gives each output its own. Labels drawn on the
 * upright image come back in it where the output keeps an orientation tag.
 */
export function labelled({ outputs, branches }: Made, header: Header, labels: ItemLabels): Pick<Made, 'outputs'> {
  const ends = new Map<string, End[]>();
  const ways = { way: start(header, labels), bare: labels.maskFill ? BareMask.of(header, labels) : null };
  walk(branches, ways, labels, {
    told: { suffix: '', orientation: header.orientation },
    end: (arrived, { suffix, orientation }) =>
      void ends.set(suffix, [...(ends.get(suffix) ?? []), { labels: packed(arrived), orientation }]),
  });
  return {
    outputs: outputs.map((output) => {
      const end = ends.get(output.suffix)?.shift();
      if (!end) throw new Error(`Expected labels for the output "${output.suffix}".`);
      return { ...output, ...end };
    }),
  };
}

interface End {
  readonly labels: PackedArrived;
  readonly orientation: Orientation;
}

function packed({ labels, drops }: Arrived): PackedArrived {
  return { labels: packLabels(labels), drops };
}

interface Ends {
  readonly told: Told;
  readonly end: (arrived: Arrived, told: Told) => void;
}

interface Ways {
  readonly way: LabelWay;
  /** Null where what is left bare stays without a label. */
  readonly bare: BareMask | null;
}

function walk(branches: readonly Branch[], { way, bare }: Ways, labels: ItemLabels, { told, end }: Ends): void {
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
