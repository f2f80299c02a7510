import type { Flag, Label, ShapeKind } from '../core/dataset/labels';
import type { Loss } from '../core/dataset/label-losses';

/** What a format has room for beside the shape that it writes. */
export interface Room {
  /** Shapes that it writes beside another; those it has no room for are told. */
  readonly shapes?: readonly ShapeKind[];
  readonly flags?: readonly Flag[];
  readonly score?: true;
  /** Names of those that it has, or all of them. */
  readonly attributes?: 'all' | readonly string[];
  readonly group?: boolean;
  readonly id?: boolean;
}

/** Of each kind of shape: what it is called where it is left out though another shape of the label is written. */
const lossOf: Readonly<Record<ShapeKind, Loss>> = {
  box: 'box-left-out',
  oriented: 'oriented-as-box',
  polygon: 'polygon-left-out',
  mask: 'mask-left-out',
  keypoints: 'keypoints-left-out',
  polyline: 'polyline-left-out',
};

/** Tells what of a label has no room. @param shape The kind that is written; what the others are left out for. */
export function tellRest(label: Label, shape: ShapeKind, room: Room, lost: (loss: Loss) => void): void {
  for (const { kind } of label.shapes) {
    // A box is but what lies around a more exact shape; boxes that are around one are made anew by who needs them.
    if (kind === shape || kind === 'box' || room.shapes?.includes(kind)) continue;
    lost(lossOf[kind]);
  }
  if (label.score !== null && !room.score) lost('score-left-out');
  if (label.flags.some((flag) => !room.flags?.includes(flag))) lost('flags-left-out');
  const names = room.attributes ?? [];
  if (names !== 'all' && label.attributes && [...label.attributes.keys()].some((name) => !names.includes(name)))
    lost('attributes-left-out');
  tellIdentity(label, room, lost);
}

/** Tells keypoints that are labelled and not seen, where a format has no word for it. */
export function tellHidden(points: Float64Array, lost: (loss: Loss) => void): void {
  if (points.some((visibility, at) => at % 3 === 2 && visibility === 1)) lost('hidden-as-seen');
}

/** Tells what says which label this is, and which others are of its object. */
export function tellIdentity({ id, group }: Label, room: Pick<Room, 'group' | 'id'>, lost: (loss: Loss) => void): void {
  if (group !== null && !room.group) lost('group-left-out');
  if (id !== null && !room.id) lost('id-left-out');
}

/**
 * Tells a split for which a format has no word.
 * @param read What readers take it for, by the image's path.
 */
export function tellSplit(split: string | null, read: string | null, lost: (loss: Loss) => void): void {
  if (split !== null && read !== split) lost('split-left-out');
}
