import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { labelChecks, type LabelCheckCode } from '../../core/dataset/label-checks';
import { itemCodes } from '../../core/errors';
import type { ItemCode } from '../../core/errors';
import { number } from '../format';
import { items } from '../state/items';
import type { Filter, ItemsView, RowState } from '../state/items';
import { useStore } from '../state/store';
import { stateWords } from './outcome-look';

const order: readonly RowState[] = ['waiting', 'labels', 'running', 'done', 'failed', 'skipped'];

/** Picks rows by what became of them. Only outcomes that are there are offered. */
export function FilterBar() {
  const filter = useStore(items, (view) => view.filter);
  const total = useStore(items, (view) => view.total);
  const words = useStore(items, statesThere);
  const there = words === '' ? [] : (words.split(' ') as RowState[]); // `statesThere` joins them.
  const offered = there.length > 1 || filter !== 'all';
  return (
    <ToggleButtonGroup
      aria-label="Show"
      className="filters"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[filter]}
      onSelectionChange={(keys) => items.setFilter(([...keys][0] ?? 'all') as Filter)}
    >
      <ToggleButton id="all" className="filter">
        All <span className="filter-count numbers">{number(total)}</span>
      </ToggleButton>
      {offered &&
        there.map((state) => (
          <ToggleButton key={state} id={state} className="filter">
            {stateWords[state]} <Count of={state} />
          </ToggleButton>
        ))}
      {filter.startsWith('code:') && (
        <ToggleButton id={filter} className="filter">
          {itemCodes[filter.slice(5) as ItemCode].title}
        </ToggleButton>
      )}
      {filter.startsWith('check:') && (
        <ToggleButton id={filter} className="filter">
          {labelChecks[filter.slice(6) as LabelCheckCode]}
        </ToggleButton>
      )}
    </ToggleButtonGroup>
  );
}

/** In one text, so that the buttons are drawn again when one comes or goes, and not at each beat of a run. */
function statesThere({ counts, filter }: ItemsView): string {
  return order.filter((state) => counts[state] > 0 || filter === state).join(' ');
}

function Count({ of }: { readonly of: RowState }) {
  const many = useStore(items, (view) => view.counts[of]);
  return <span className="filter-count numbers">{number(many)}</span>;
}
