import { Group, Input, Label, NumberField, Text } from 'react-aria-components';
import type { FieldProps } from './field';

export interface NumberInputProps extends FieldProps<number | undefined> {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly step?: number | undefined;
  readonly unit?: string | undefined;
  readonly placeholder?: string | undefined;
}

/** Commits on Enter, arrows and blur, not at every key. An emptied field is undefined. */
export function NumberInput({
  label,
  hint,
  value,
  onChange,
  min,
  max,
  step,
  unit,
  placeholder,
  isInvalid,
}: NumberInputProps) {
  return (
    <NumberField
      className="field"
      value={value ?? Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? undefined : next)}
      isInvalid={isInvalid ?? false}
      formatOptions={{ useGrouping: false, maximumFractionDigits: 6 }}
      {...(min === undefined ? {} : { minValue: min })}
      {...(max === undefined ? {} : { maxValue: max })}
      {...(step === undefined ? {} : { step })}
    >
      <Label className="field-label">{label}</Label>
      <Group className="box">
        <Input className="box-input numbers" {...(placeholder === undefined ? {} : { placeholder })} />
        {unit && (
          <span className="box-unit" aria-hidden="true">
            {unit}
          </span>
        )}
      </Group>
      {hint && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
    </NumberField>
  );
}
