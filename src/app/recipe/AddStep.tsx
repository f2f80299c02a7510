import { useState } from 'react';
import {
  Autocomplete,
  Button,
  DialogTrigger,
  Dialog,
  Input,
  ListBox,
  ListBoxItem,
  SearchField,
  useFilter,
} from 'react-aria-components';
import { operations } from '../../core/operations/index';
import { Icon } from '../controls/Icon';
import { Popup } from '../controls/Popup';
import { addStep } from '../state/recipe';
import type { Inside } from '../state/recipe';

export interface AddStepProps {
  readonly inside: Inside | null;
  /** Says where the step goes. */
  readonly label: string;
}

/** The catalogue, searched by title and by what it does. */
export function AddStep({ inside, label }: AddStepProps) {
  const [isOpen, setOpen] = useState(false);
  const { contains } = useFilter({ sensitivity: 'base' });
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button className="button button-dashed">
        <Icon name="add" />
        <span>{label}</span>
      </Button>
      <Popup className="popover add-step" placement="bottom start">
        <Dialog aria-label={label} className="add-step-dialog">
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
              onAction={(op) => {
                addStep(String(op), inside);
                setOpen(false);
              }}
            >
              {operations.map(({ id, title, summary }) => (
                <ListBoxItem key={id} id={id} textValue={`${title} ${summary}`} className="menu-item">
                  <span className="menu-label">{title}</span> <span className="menu-description">{summary}</span>
                </ListBoxItem>
              ))}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Popup>
    </DialogTrigger>
  );
}
