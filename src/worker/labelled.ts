import type { Encoded } from '../core/dataset/outcome';
import { arrive, type Arrived } from '../core/dataset/travel';
import type { Header } from '../core/header/header';
import type { ItemLabels } from './api';
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
  const ends = new Map<string, Arrived[]>();
  walk(branches, start(header, labels), labels, {
    told: { suffix: '', orientation: header.orientation },
    end: (arrived, { suffix }) => void ends.set(suffix, [...(ends.get(suffix) ?? []), arrived]),
  });
  return {
    outputs: outputs.map((output) => {
      const arrived = ends.get(output.suffix)?.shift();
      if (!arrived) throw new Error(`Expected labels for the output "${output.suffix}".`);
      return { ...output, labels: arrived };
    }),
  };
}

interface Ends {
  readonly told: Told;
  readonly end: (arrived: Arrived, told: Told) => void;
}

function walk(branches: readonly Branch[], way: LabelWay, labels: ItemLabels, { told, end }: Ends): void {
  if (branches.length === 0) return end(arrive(shown(way, told.orientation, labels), labels.rules), told);
  for (const branch of branches)
    walk(branch.next, step(branch, way, told.orientation, labels), labels, { told: toldBy(branch, told), end });
}
