import { useId } from 'react';
import { Radio, RadioGroup, Label, Text } from 'react-aria-components';
import { Icon } from './Icon';
import type { FieldProps } from './field';

export interface ChoiceInputProps extends FieldProps<string> {
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** Few short words stand side by side; more are the platform's own list, which every phone and screen reader knows. */
export function ChoiceInput(props: ChoiceInputProps) {
  const letters = props.options.reduce((sum, option) => sum + option.label.length + 3, 0);
  return props.options.length <= 4 && letters <= 36 ? <Segments {...props} /> : <List {...props} />;
}

function Segments({ label, hint, value, onChange, options }: ChoiceInputProps) {
  return (
    <RadioGroup className="field" value={value} onChange={onChange} orientation="horizontal">
      <Label className="field-label">{label}</Label>
      <div className="segments">
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className="segment">
            {option.label}
          </Radio>
        ))}
      </div>
      {hint && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
    </RadioGroup>
  );
}

function List({ label, hint, value, onChange, options }: ChoiceInputProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div className="box box-select">
        <select
          id={id}
          className="box-input"
          value={value}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onChange={(event) => onChange(event.target.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="chevron" size={14} />
      </div>
      {hint && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}
