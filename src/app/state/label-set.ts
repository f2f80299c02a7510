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

/** Null while none are known. */
export const labelSet = new Store<LabelSetHere | null>(null);

export function setLabelSet(opened: Opened | null, { labels }: Recipe): void {
  setLabelFiles(opened?.found.files ?? none, opened?.found.unread ?? none);
  if (opened?.found.kind !== 'found') return labelSet.set(null);
  const rows = items.rows();
  const frame = opened.frame?.frame ?? (labels.frame === 'stored' ? 'stored' : 'upright');
  const now = labelSet.get();
  // The same means the same thumbnails.
  if (now?.rows === rows && now.opened === opened && now.frame === frame) return;
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
