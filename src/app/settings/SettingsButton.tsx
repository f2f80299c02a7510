import { Dialog, DialogTrigger } from 'react-aria-components';
import { IconButton } from '../controls/IconButton';
import { Popup } from '../controls/Popup';
import { later } from '../later';

const SettingsPanel = later(async () => (await import('./SettingsPanel')).SettingsPanel);

export function SettingsButton() {
  return (
    <DialogTrigger>
      <IconButton icon="settings" label="Settings" />
      <Popup className="popover settings-panel scroll" placement="bottom end">
        <Dialog className="settings-dialog">
          <SettingsPanel />
        </Dialog>
      </Popup>
    </DialogTrigger>
  );
}
