import { Button, Menu, MenuItem, MenuTrigger } from 'react-aria-components';
import { Icon } from '../controls/Icon';
import type { IconName } from '../controls/Icon';
import { Popup } from '../controls/Popup';
import type { Sources } from './sources';

const ways: readonly { readonly id: keyof Sources; readonly title: string; readonly icon: IconName }[] = [
  { id: 'pickFiles', title: 'Pick files', icon: 'file' },
  { id: 'pickFolder', title: 'Pick a folder', icon: 'folder' },
  { id: 'paste', title: 'Paste', icon: 'paste' },
  { id: 'sample', title: 'Try a sample', icon: 'sparkle' },
];

export function AddMenu({ sources }: { readonly sources: Sources }) {
  return (
    <MenuTrigger>
      <Button className="button button-plain button-size-m">
        <Icon name="add" />
        <span>Add</span>
      </Button>
      <Popup className="popover" placement="bottom end">
        <Menu className="menu" aria-label="Add images" onAction={(way) => sources[way as keyof Sources]()}>
          {ways.map(({ id, title, icon }) => (
            <MenuItem key={id} id={id} textValue={title} className="menu-item menu-item-icon">
              <Icon name={icon} />
              {title}
            </MenuItem>
          ))}
        </Menu>
      </Popup>
    </MenuTrigger>
  );
}
