import { Heading } from 'react-aria-components';
import { describe } from '../../core/recipe/fields';
import { settingsSchema } from '../../job/settings';
import { Button } from '../controls/Button';
import { FieldList } from '../recipe/FieldList';
import { resetSettings, setSetting, settings } from '../state/settings';
import { useStore } from '../state/store';
import { ThisBrowser } from './ThisBrowser';

const fields = describe(settingsSchema);

/** What a person sets for this machine: a form drawn from its schema, like a step's. */
export function SettingsPanel() {
  const values = useStore(settings);
  return (
    <>
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
    </>
  );
}
