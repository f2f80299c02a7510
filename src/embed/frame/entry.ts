import type { Item } from '../../core/dataset/item';
import type { ReportItem } from '../../core/dataset/report';
import type { EntryState } from './state';

/** One image of the field, and what has become of it. */
export interface Entry {
  /** Unique within the field; stays. */
  readonly id: number;
  /** Null for a result that the form had kept: its source is gone. */
  readonly item: Item | null;
  readonly name: string;
  /** It came from the host's page, which therefore knows it. */
  readonly isHosts: boolean;
  state: EntryState;
  row: ReportItem | null;
  /** Its results by path. */
  readonly files: Map<string, File>;
}
