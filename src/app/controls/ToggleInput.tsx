import { useId } from 'react';
import { Switch } from 'react-aria-components';
import type { FieldProps } from './field';

export function ToggleInput({ label, hint, value, onChange }: FieldProps<boolean>) {
  const id = useId();
  return (
    <div className="field">
      <Switch className="switch" isSelected={value} onChange={onChange} {...(hint ? { 'aria-describedby': id } : {})}>
        <span className="field-label">{label}</span>
        <span className="switch-track">
          <span className="switch-knob" />
        </span>
      </Switch>
      {hint && (
        <p id={id} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}
