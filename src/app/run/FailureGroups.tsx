import { itemCodes } from '../../core/errors';
import type { ItemCode } from '../../core/errors';
import type { Report } from '../../core/dataset/report';
import { Sentence } from '../controls/Sentence';
import { number } from '../format';
import { items } from '../state/items';
import { useStore } from '../state/store';

interface Group {
  readonly code: ItemCode;
  readonly many: number;
}

/** What went wrong, by kind: how many, and what one can do. Each shows its rows. */
export function FailureGroups({ report }: { readonly report: Report }) {
  const filter = useStore(items, (view) => view.filter);
  const groups = groupsOf(report);
  if (groups.length === 0) return null;
  return (
    <ul className="failures scroll" aria-label="What went wrong">
      {groups.map(({ code, many }) => (
        <li key={code}>
          <button
            type="button"
            className="failure"
            data-code={code}
            aria-pressed={filter === `code:${code}`}
            onClick={() => items.setFilter(filter === `code:${code}` ? 'all' : `code:${code}`)}
          >
            <span className="failure-count numbers">
              {number(many)}
              <span className="unseen"> images:</span>
            </span>
            <span className="failure-title">{itemCodes[code].title}</span>
            <span className="failure-advice">
              <Sentence text={itemCodes[code].advice} />
            </span>
            <span className="failure-code">{code}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function groupsOf(report: Report): readonly Group[] {
  const found = new Map<ItemCode, number>();
  for (const { status, code } of report.items)
    if (status === 'failed' && code) found.set(code, (found.get(code) ?? 0) + 1);
  return [...found].map(([code, many]) => ({ code, many })).sort((a, b) => b.many - a.many);
}
