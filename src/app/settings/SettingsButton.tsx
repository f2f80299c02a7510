import { Dialog, DialogTrigger, Heading } from 'react-aria-components';
import { describe } from '../../core/recipe/fields';
import { settingsSchema } from '../../job/settings';
import { Button } from '../controls/Button';
import { IconButton } from '../controls/IconButton';
import { Popup } from '../controls/Popup';
import { FieldList } from '../recipe/FieldList';
import { resetSettings, setSetting, settings } from '../state/settings';
import { useStore } from '../state/store';
import { ThisBrowser } from './ThisBrowser';

const fields = describe(settingsSchema);

/** What a person sets for this machine: a form drawn from its schema, like a step's. */
export function SettingsButton() {
  const values = useStore(settings);
  return (
    <DialogTrigger>
      <IconButton icon="settings" label="Settings" />
      <Popup className="popover settings-panel scroll" placement="bottom end">
        <Dialog className="settings-dialog">
          <Heading slot="title" level={2} className="settings-title">
            Settings of this machine
          </Heading>
          <FieldList fields={fields} values={values} onChange={setSetting} />
          <div className="settings-foot">
            <Button look="quiet" icon="reset" onPress={resetSettings}>
              Reset settings
            </Button>
          </div>
          <ThisBrowser />
        </Dialog>
      </Popup>
    </DialogTrigger>
  );
}
