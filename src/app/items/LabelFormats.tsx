import { labelFormatTitles, ownLabelFormat } from '../../core/recipe/label-formats';
import type { Recipe } from '../../core/recipe/recipe';
import { ChoiceInput } from '../controls/ChoiceInput';
import { setLabelFormats } from '../state/recipe';

const formats = Object.entries(labelFormatTitles).map(([value, label]) => ({ value, label }));
const toRead = [{ value: 'auto', label: 'What is found' }, ...formats, { value: 'none', label: 'None' }];
const toWrite = [{ value: 'same', label: 'The format read' }, ...formats];

/** Which format labels are read in, and which they are written in. */
export function LabelFormats({ labels: { read, write } }: { readonly labels: Recipe['labels'] }) {
  return (
    <div className="label-formats">
      <ChoiceInput
        label="Read labels as"
        value={ownLabelFormat(read)}
        onChange={(value) => setLabelFormats({ read: value })}
        options={toRead}
      />
      <ChoiceInput
        label="Write labels as"
        value={ownLabelFormat(write)}
        onChange={(value) => setLabelFormats({ write: value })}
        options={toWrite}
      />
    </div>
  );
}
