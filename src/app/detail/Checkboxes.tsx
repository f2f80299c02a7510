import type { ReactNode } from 'react';

export interface Checkbox<T> {
  readonly id: T;
  readonly name: string;
  readonly isOn: boolean;
  /** Before its name. */
  readonly swatch?: ReactNode;
  /** After it. */
  readonly count?: ReactNode;
}

export interface CheckboxesProps<T> {
  /** The list's name. */
  readonly label: string;
  readonly boxes: readonly Checkbox<T>[];
  readonly isDisabled: boolean;
  readonly onChange: (id: T, isOn: boolean) => void;
}

/** What may be shown or hidden, one by one. */
export function Checkboxes<T extends string | number>({ label, boxes, isDisabled, onChange }: CheckboxesProps<T>) {
  return (
    <ul aria-label={label}>
      {boxes.map(({ id, name, isOn, swatch, count }) => (
        <li key={id}>
          <label>
            <input
              type="checkbox"
              checked={isOn}
              disabled={isDisabled}
              onChange={(event) => onChange(id, event.target.checked)}
            />
            {swatch}
            <span className="label-name">{name}</span>
            {count !== undefined && <span className="label-count">{count}</span>}
          </label>
        </li>
      ))}
    </ul>
  );
}
