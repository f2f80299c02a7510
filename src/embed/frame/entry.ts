import type { Item } from '../../core/dataset/item';
import type { ReportItem } from '../../core/dataset/report';
import type { EntryState } from './state';

/** One image of the field, and what has become of it. */
export interface Entry {
  /** Unique within the field, and in all likelihood in those that the page had before; stays. */
  readonly id: number;
  /** Null for a result that the form had kept: its source is gone. */
  readonly item: Item | null;
  readonly name: string;
  /** It came from the host's page, which therefore knows it. */
  readonly isHosts: boolean;
  /** It lies beside the images of a dataset (labels, a table, a text): it is not counted as one, nor shown. */
  readonly isBeside: boolean;
  state: EntryState;
  row: ReportItem | null;
  /** Its results by path. */
  readonly files: Map<string, File>;
}
