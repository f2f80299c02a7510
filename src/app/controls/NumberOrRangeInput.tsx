import type { OneOrRange } from '../../core/operations/params';
import { NumberInput } from './NumberInput';
import { ToggleInput } from './ToggleInput';
import type { FieldProps } from './field';

export interface NumberOrRangeInputProps extends Omit<FieldProps<OneOrRange | undefined>, 'value'> {
  readonly value: OneOrRange | undefined;
  readonly min: number | null;
  readonly max: number | null;
}

/** A random parameter: a number, or the two ends of a range. The ends cannot cross. */
export function NumberOrRangeInput({ label, hint, value, onChange, min, max, isInvalid }: NumberOrRangeInputProps) {
  const isRange = typeof value === 'object';
  const [low, high] = isRange ? value : [value, value];
  const bound = { isInvalid, min: min ?? undefined, max: max ?? undefined };
  return (
    <fieldset className="number-or-range">
      <legend className="field-label">{label}</legend>
      <ToggleInput
        label="Draw from a range"
        value={isRange}
        onChange={(next) => onChange(next && low !== undefined ? [low, low] : low)}
      />
      {isRange ? (
        <div className="number-or-range-ends">
          <NumberInput
            {...bound}
            label="From"
            value={low}
            max={high}
            onChange={(next) => next !== undefined && onChange([next, value[1]])}
          />
          <NumberInput
            {...bound}
            label="To"
            value={high}
            min={low}
            onChange={(next) => next !== undefined && onChange([value[0], next])}
          />
        </div>
      ) : (
        <NumberInput {...bound} label="Value" value={low} onChange={onChange} />
      )}
      {hint && <p className="field-hint">{hint}</p>}
    </fieldset>
  );
}
