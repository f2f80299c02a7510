import { itemCodes } from '../../core/errors';
import type { IconName } from '../controls/Icon';
import type { Row, RowState } from '../state/items';

export const stateWords: Readonly<Record<RowState, string>> = {
  waiting: 'Waiting',
  labels: 'Labels',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  skipped: 'Skipped',
};

export const stateIcons: Readonly<Record<RowState, IconName | null>> = {
  waiting: null,
  labels: 'minus',
  running: null,
  done: 'check',
  failed: 'close',
  skipped: 'minus',
};

/** A few words of what became of a row; the code's title where it did not end well. */
export function outcomeWords({ state, report }: Row): string {
  return report?.code && state !== 'labels' ? itemCodes[report.code].title : stateWords[state];
}
