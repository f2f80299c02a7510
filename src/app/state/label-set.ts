import type { LabelFrame } from '../../core/dataset/label-frame';
import type { Recipe } from '../../core/recipe/recipe';
import type { Opened } from '../../sinks/desk-labels';
import { items, type Row } from './items';
import { Store } from './store';

/** The labels that the desk has of the page's images. */
export interface LabelSetHere {
  /** That they were found among: those of `items`, until they are cleared. */
  readonly rows: readonly Row[];
  readonly opened: Opened;
  /** Which they are read in. */
  readonly frame: LabelFrame;
}

/** Labels that are not read until a person says which: in several formats, or in others than the recipe names. */
export interface LabelsRefused {
  /** As of `LabelSetHere`. */
  readonly rows: readonly Row[];
  /** As the recipe's `labels.read`. */
  readonly read: string;
  /** Ids of those that there are. */
  readonly formats: readonly string[];
  /** In the words of the recipe. */
  readonly sentence: string;
}

/** Null while none are. */
export const labelsRefused = new Store<LabelsRefused | null>(null);

/** Null while none are known. */
export const labelSet = new Store<LabelSetHere | null>(null);

export function setLabelSet(opened: Opened | null, { labels }: Recipe): void {
  setLabelFiles(opened?.found.files ?? none, opened?.found.unread ?? none);
  const { refused = null, formats = none } = opened?.found ?? {};
  const now = refused === null ? null : { rows: items.rows(), read: labels.read, formats, sentence: refused };
  labelsRefused.set(now);
  if (opened?.found.kind !== 'found') return labelSet.set(null);
  const rows = items.rows();
  const frame = opened.frame?.frame ?? (labels.frame === 'stored' ? 'stored' : 'upright');
  const before = labelSet.get();
  // The same means the same thumbnails.
  if (before?.rows === rows && before.opened === opened && before.frame === frame) return;
  labelSet.set({ rows, opened, frame });
}

const none: readonly string[] = [];
let known: readonly (readonly string[])[] = [none, none];

/** Label files, and what stands with them since it is no image either. */
function setLabelFiles(files: readonly string[], unread: readonly string[]): void {
  if (files === known[0] && unread === known[1]) return;
  known = [files, unread];
  items.labelled(new Set([...files, ...unread]));
}
