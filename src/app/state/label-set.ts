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
  setLabelFiles(opened?.found.kind === 'found' ? opened.found.files : none);
  if (opened?.found.kind !== 'found') return labelSet.set(null);
  const rows = items.rows();
  const frame = opened.frame?.frame ?? (labels.frame === 'stored' ? 'stored' : 'upright');
  const now = labelSet.get();
  // The same means the same thumbnails.
  if (now?.rows === rows && now.opened === opened && now.frame === frame) return;
  labelSet.set({ rows, opened, frame });
}

const none: readonly string[] = [];
let files = none;

function setLabelFiles(found: readonly string[]): void {
  if (found === files) return;
  files = found;
  items.labelled(new Set(found));
}
