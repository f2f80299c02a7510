import { useState } from 'react';
import {
  Autocomplete,
  Button,
  DialogTrigger,
  Dialog,
  Input,
  Menu,
  MenuItem,
  Popover,
  SearchField,
  Text,
  useFilter,
} from 'react-aria-components';
import { operations } from '../../core/operations/index';
import { Icon } from '../controls/Icon';
import { addStep } from '../state/recipe';

/** The catalogue, searched by title and by what it does. */
export function AddStep() {
  const [isOpen, setOpen] = useState(false);
  const { contains } = useFilter({ sensitivity: 'base' });
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button className="button button-dashed">
        <Icon name="add" />
        <span>Add step</span>
      </Button>
      <Popover className="popover add-step" placement="bottom start" isNonModal>
        <Dialog aria-label="Add step" className="add-step-dialog">
          <Autocomplete filter={contains}>
            <SearchField aria-label="Search steps" className="search" autoFocus>
              <Icon name="search" />
              <Input className="search-input" placeholder="Search steps" />
            </SearchField>
            <Menu
              className="menu scroll"
              aria-label="Steps"
              renderEmptyState={() => <p className="menu-none">No step of that name.</p>}
              onAction={(op) => {
                addStep(String(op));
                setOpen(false);
              }}
            >
              {operations.map(({ id, title, summary }) => (
                <MenuItem key={id} id={id} textValue={`${title} ${summary}`} className="menu-item">
                  <Text slot="label" className="menu-label">
                    {title}
                  </Text>
                  <Text slot="description" className="menu-description">
                    {summary}
                  </Text>
                </MenuItem>
              ))}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
