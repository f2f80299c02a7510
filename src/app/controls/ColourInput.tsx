import { useId, useState } from 'react';
import type { FieldProps } from './field';

const pattern = /^#?([0-9a-f]{6}|[0-9a-f]{8})$/i;

/** A swatch that opens the platform's picker, and the same colour as text; eight digits hold the alpha. */
export function ColourInput({ label, hint, value, onChange }: FieldProps<string>) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft !== null && pattern.test(draft)) onChange(`#${draft.replace('#', '').toLowerCase()}`);
    setDraft(null);
  };
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div className="box box-colour">
        <input
          type="color"
          className="swatch"
          aria-label={`${label}, picker`}
          value={value.slice(0, 7)}
          onChange={(event) => onChange(event.target.value + value.slice(7))}
        />
        <input
          id={id}
          className="box-input numbers"
          spellCheck={false}
          autoComplete="off"
          value={draft ?? value}
          aria-invalid={draft !== null && !pattern.test(draft)}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => event.key === 'Enter' && commit()}
        />
      </div>
      {hint && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}
