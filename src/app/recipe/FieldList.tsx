import type { Field } from '../../core/recipe/fields';
import { FieldControl } from './FieldControl';

export interface FieldListProps {
  readonly fields: readonly Field[];
  readonly values: Readonly<Record<string, unknown>>;
  readonly onChange: (key: string, value: unknown) => void;
  /** The key that the recipe's problem names. */
  readonly wrong?: string | null;
}

/** A form drawn from a schema; numbers stand two in a row. */
export function FieldList({ fields, values, onChange, wrong }: FieldListProps) {
  return (
    <div className="fields">
      {fields.map((field) => (
        <div key={field.key} className={isNarrow(field) ? 'fields-half' : 'fields-whole'} data-field={field.key}>
          <FieldControl
            field={field}
            value={values[field.key]}
            onChange={(value) => onChange(field.key, value)}
            isInvalid={wrong === field.key}
          />
        </div>
      ))}
    </div>
  );
}

function isNarrow(field: Field): boolean {
  return (field.kind === 'integer' || field.kind === 'number') && !(field.max !== null && field.max <= 100);
}
