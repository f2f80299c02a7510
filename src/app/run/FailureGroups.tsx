import { itemCodes } from '../../core/errors';
import type { ItemCode } from '../../core/errors';
import type { Report } from '../../core/dataset/report';
import { Icon } from '../controls/Icon';
import { count } from '../format';
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
    <ul className="failures" aria-label="What went wrong">
      {groups.map(({ code, many }) => (
        <li key={code}>
          <button
            type="button"
            className="failure"
            data-code={code}
            aria-pressed={filter === `code:${code}`}
            onClick={() => items.setFilter(filter === `code:${code}` ? 'all' : `code:${code}`)}
          >
            <Icon name="warning" size={17} />
            <span className="failure-text">
              <span className="failure-title">
                {itemCodes[code].title} <span className="failure-count numbers">{count(many, 'image')}</span>
                <span className="failure-code">{code}</span>
              </span>
              <span className="failure-advice">{itemCodes[code].advice}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function groupsOf(report: Report): readonly Group[] {
  const many = new Map<ItemCode, number>();
  for (const { status, code } of report.items)
    if (status === 'failed' && code) many.set(code, (many.get(code) ?? 0) + 1);
  return [...many].map(([code, count]) => ({ code, many: count })).sort((a, b) => b.many - a.many);
}
