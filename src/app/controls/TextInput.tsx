import { useId, useState } from 'react';
import type { FieldProps } from './field';

/** Commits on Enter and blur; Escape takes back what was typed. */
export function TextInput({ label, hint, value, onChange, isInvalid }: FieldProps<string>) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft !== null && draft !== value) onChange(draft);
    setDraft(null);
  };
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div className="box">
        <input
          id={id}
          className="box-input"
          spellCheck={false}
          autoComplete="off"
          value={draft ?? value}
          aria-invalid={isInvalid || undefined}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit();
            if (event.key === 'Escape') setDraft(null);
          }}
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
