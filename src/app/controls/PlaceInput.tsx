import { Label, Radio, RadioGroup, Text } from 'react-aria-components';
import { wording } from './field';
import type { FieldProps } from './field';

const places = ['top-left', 'top', 'top-right', 'left', 'center', 'right', 'bottom-left', 'bottom', 'bottom-right'];

/** Whether these options are the nine places of a box. */
export function arePlaces(options: readonly string[]): boolean {
  return options.length === places.length && places.every((place) => options.includes(place));
}

/** The nine places of a box, as a box. */
export function PlaceInput({ label, hint, value, onChange }: FieldProps<string>) {
  return (
    <RadioGroup className="field" value={value} onChange={onChange}>
      <Label className="field-label">{label}</Label>
      <div className="places-row">
        <div className="places">
          {places.map((place) => (
            <Radio key={place} value={place} className="place" aria-label={wording(place)}>
              <span className="place-dot" />
            </Radio>
          ))}
        </div>
        <span className="places-word" aria-hidden="true">
          {wording(value)}
        </span>
      </div>
      {hint && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
    </RadioGroup>
  );
}
