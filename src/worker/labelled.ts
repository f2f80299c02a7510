import type { Encoded } from '../core/dataset/outcome';
import { arrive, depart, travel, type Arrived, type Travel } from '../core/dataset/travel';
import type { Header, Orientation } from '../core/header/header';
import { storedGeometry, turnedSize, uprightGeometry } from '../core/operations/auto-orient';
import type { ItemLabels } from './api';
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
  walk(branches, { travel: start(header, labels), isUpright: labels.frame === 'upright' }, labels, {
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

/** `isUpright`: the labels are still in the upright frame, while the pixels are as stored. */
interface Way {
  readonly travel: Travel;
  readonly isUpright: boolean;
}

function start({ width, height, orientation }: Header, { image, frame }: ItemLabels): Travel {
  const isTurned = frame === 'upright' && orientation >= 5;
  return depart(image, turnedSize({ width, height }, isTurned ? 90 : 0));
}

interface Ends {
  readonly told: Told;
  readonly end: (arrived: Arrived, told: Told) => void;
}

function walk(branches: readonly Branch[], way: Way, labels: ItemLabels, { told, end }: Ends): void {
  if (branches.length === 0) return end(arrive(shown(way, told.orientation, labels), labels.rules), told);
  for (const branch of branches)
    walk(branch.next, step(branch, way, told.orientation, labels), labels, { told: toldBy(branch, told), end });
}

function step({ plan, geometry }: Branch, way: Way, orientation: Orientation, { rules }: ItemLabels): Way {
  const isTurning = plan.orientation === 1 && orientation !== 1;
  // What was drawn on the upright image meets it here: not a number changes.
  if (way.isUpright && isTurning) return { ...way, isUpright: false };
  if (way.isUpright && orientation !== 1) {
    if (moves(geometry)) {
      const stored = travel(way.travel, storedGeometry(storedSize(way.travel, orientation), orientation), rules);
      return { travel: travel(stored, geometry, rules), isUpright: false };
    }
    return way;
  }
  return { ...way, travel: travel(way.travel, geometry, rules) };
}

function moves({ size, map, clip }: Branch['geometry']): boolean {
  const isWhole = clip.x0 <= 0 && clip.y0 <= 0 && clip.x1 >= size.width && clip.y1 >= size.height;
  return map.kind !== 'identity' || !isWhole;
}

function storedSize({ size }: Travel, orientation: Orientation) {
  return turnedSize(size, orientation >= 5 ? 90 : 0);
}

/** In the frame of an output with this tag. */
function shown({ travel: way, isUpright }: Way, orientation: Orientation, { frame, rules }: ItemLabels): Travel {
  if (frame === 'stored' || isUpright || orientation === 1) return way;
  return travel(way, uprightGeometry(way.size, orientation), rules);
}
