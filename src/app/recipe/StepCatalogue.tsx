import { Autocomplete, Input, ListBox, ListBoxItem, SearchField, useFilter } from 'react-aria-components';
import { operations } from '../../core/operations/index';
import { Icon } from '../controls/Icon';

export interface StepCatalogueProps {
  /** With the operation's id. */
  readonly onChoose: (op: string) => void;
}

/** The catalogue, searched by title and by what it does. */
export function StepCatalogue({ onChoose }: StepCatalogueProps) {
  const { contains } = useFilter({ sensitivity: 'base' });
  return (
    <Autocomplete filter={contains}>
      <SearchField aria-label="Search steps" className="search" autoFocus>
        <Icon name="search" />
        {/* The focus stays here while the arrow keys walk the list: a combobox, whose list needs no stop of its own. */}
        <Input
          className="search-input"
          placeholder="Search steps"
          role="combobox"
          aria-expanded
          aria-haspopup="listbox"
        />
      </SearchField>
      <ListBox
        className="menu scroll"
        aria-label="Steps"
        renderEmptyState={() => <p className="menu-none">No step of that name.</p>}
        onAction={(op) => onChoose(String(op))}
      >
        {operations.map(({ id, title, summary }) => (
          <ListBoxItem key={id} id={id} textValue={`${title} ${summary}`} className="menu-item">
            <span className="menu-label">{title}</span> <span className="menu-description">{summary}</span>
          </ListBoxItem>
        ))}
      </ListBox>
    </Autocomplete>
  );
}
