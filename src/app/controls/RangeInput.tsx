import { Group, Input, Label, NumberField, Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import type { FieldProps } from './field';

export interface RangeInputProps extends FieldProps<number> {
  readonly min: number;
  readonly max: number;
  readonly step?: number | undefined;
}

/** A number with both bounds near: a slider, and a box for the exact value. */
export function RangeInput({ label, hint, value, onChange, min, max, step = 1 }: RangeInputProps) {
  const share = (value - min) / (max - min);
  return (
    <div className="field">
      <div className="range-head">
        <span className="field-label">{label}</span>
        <NumberField
          aria-label={label}
          className="range-number"
          value={value}
          minValue={min}
          maxValue={max}
          step={step}
          onChange={(next) => !Number.isNaN(next) && onChange(next)}
        >
          <Group className="box">
            <Input className="box-input numbers" />
          </Group>
        </NumberField>
      </div>
      <Slider
        className="slider"
        value={value}
        minValue={min}
        maxValue={max}
        step={step}
        onChange={(next) => onChange(next as number)}
      >
        <Label className="unseen">{`${label}, slider`}</Label>
        <SliderTrack className="slider-track">
          <div className="slider-fill" style={{ width: `${share * 100}%` }} />
          <SliderThumb className="slider-thumb" />
        </SliderTrack>
      </Slider>
      {hint && <p className="field-hint">{hint}</p>}
    </div>
  );
}
