import type { Report } from '../../core/dataset/report';
import { Icon } from '../controls/Icon';
import { bytes, change, duration, milliseconds, number } from '../format';
import { items } from '../state/items';
import type { Filter } from '../state/items';

export interface OutcomesProps {
  readonly report: Report;
  /** Bytes of the zip so far; null while none is being packed. */
  readonly packing: number | null;
  readonly onShow: (filter: Filter) => void;
}

/** The run's account in one line; each count shows its rows. */
export function Outcomes({ report, packing, onShow }: OutcomesProps) {
  const { done, failed } = report.counts;
  const labels = report.items.filter(({ code }) => code === 'label-file').length;
  const skipped = report.counts.skipped - labels;
  let before = 0;
  let after = 0;
  for (const row of report.items) {
    if (row.status !== 'done') continue;
    after += row.outputs.reduce((sum, output) => sum + output.bytes, 0);
  }
  for (const row of items.rows()) if (row.state === 'done') before += row.item.bytes;
  return (
    <div className="outcomes numbers">
      <button type="button" className="outcome outcome-done" onClick={() => onShow('done')}>
        <Icon name="check" /> <strong>{number(done)}</strong> done
      </button>
      {failed > 0 && (
        <button type="button" className="outcome outcome-failed" onClick={() => onShow('failed')}>
          <Icon name="close" /> <strong>{number(failed)}</strong> failed
        </button>
      )}
      {skipped > 0 && (
        <button type="button" className="outcome outcome-skipped" onClick={() => onShow('skipped')}>
          <Icon name="minus" /> <strong>{number(skipped)}</strong> skipped
        </button>
      )}
      {labels > 0 && (
        <button type="button" className="outcome outcome-labels" onClick={() => onShow('labels')}>
          <Icon name="minus" /> <strong>{number(labels)}</strong> {labels === 1 ? 'label file' : 'label files'}
        </button>
      )}
      <span className="outcome-facts">
        {packing !== null && (
          <span className="outcome-packing" role="status">
            <span className="spinner" aria-hidden="true" /> Packing: {bytes(packing)}
          </span>
        )}
        {packing === null && (
          <span>{report.wallMs < 1000 ? milliseconds(report.wallMs) : duration(report.wallMs)}</span>
        )}
        {packing === null && done > 0 && (
          <span>
            {bytes(before)} → {bytes(after)}{' '}
            {change(before, after) && <span className="row-change">{change(before, after)}</span>}
          </span>
        )}
      </span>
    </div>
  );
}
