import { assertNever } from '../../core/assert-never';
import type { OneOrRange } from '../../core/operations/params';
import type { Field } from '../../core/recipe/fields';
import { ChoiceInput } from '../controls/ChoiceInput';
import { ColourInput } from '../controls/ColourInput';
import { NumberInput } from '../controls/NumberInput';
import { NumberOrRangeInput } from '../controls/NumberOrRangeInput';
import { PlaceInput, arePlaces } from '../controls/PlaceInput';
import { RangeInput } from '../controls/RangeInput';
import { TextInput } from '../controls/TextInput';
import { ToggleInput } from '../controls/ToggleInput';

export interface FieldControlProps {
  readonly field: Field;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly isInvalid?: boolean;
}

/** A slider serves where a finger can tell the values apart. */
const rangeAtMost = 100;

/** The control of one field, chosen by the schema alone: no operation is known here. */
export function FieldControl({ field, value, onChange, isInvalid }: FieldControlProps) {
  const common = { label: field.title, hint: field.description || undefined, onChange, isInvalid };
  const given = value ?? field.default;
  switch (field.kind) {
    case 'integer':
    case 'number': {
      const { min, max, default: initial } = field;
      if (
        field.kind === 'integer' &&
        typeof initial === 'number' &&
        min !== null &&
        max !== null &&
        max - min <= rangeAtMost
      )
        return <RangeInput {...common} value={numberOf(given) ?? initial} min={min} max={max} />;
      return (
        <NumberInput
          {...common}
          value={numberOf(given)}
          // An emptied field is taken back to its default, or taken out.
          onChange={(next) => onChange(next ?? initial)}
          min={min ?? undefined}
          max={max ?? undefined}
          step={field.kind === 'integer' ? 1 : undefined}
          unit={field.unit ?? undefined}
          placeholder={field.optional ? 'Auto' : undefined}
        />
      );
    }
    case 'select': {
      const options = field.options.map((option) => ({ value: String(option.value), label: option.label }));
      const choose = (text: string) => onChange(field.options.find((option) => String(option.value) === text)?.value);
      const chosen = String(given ?? options[0]?.value);
      return arePlaces(options.map((option) => option.value)) ? (
        <PlaceInput {...common} value={chosen} onChange={choose} />
      ) : (
        <ChoiceInput {...common} value={chosen} onChange={choose} options={options} />
      );
    }
    case 'boolean':
      return <ToggleInput {...common} value={given === true} />;
    case 'colour':
      return <ColourInput {...common} value={typeof given === 'string' ? given : '#000000'} />;
    case 'text':
      return <TextInput {...common} value={typeof given === 'string' ? given : ''} />;
    case 'object': {
      const inner = (given ?? {}) as Readonly<Record<string, unknown>>; // What its schema says.
      return (
        <fieldset className="field-group">
          <legend className="field-label">{field.title}</legend>
          {field.fields.map((one) => (
            <FieldControl
              key={one.key}
              field={one}
              value={inner[one.key]}
              onChange={(next) => onChange({ ...inner, [one.key]: next })}
            />
          ))}
        </fieldset>
      );
    }
    case 'range':
      return <NumberOrRangeInput {...common} value={rangeFrom(given)} min={field.min} max={field.max} />;
    case 'steps':
      // Shown by the list of steps, where they can be moved.
      return null;
    default:
      return assertNever(field);
  }
}

/** One value, or two; undefined where none is given yet. */
function rangeFrom(value: unknown): OneOrRange | undefined {
  if (typeof value === 'number') return value;
  if (!Array.isArray(value)) return undefined;
  const [low, high] = value as unknown[]; // A list, of whatever a draft holds.
  return typeof low === 'number' && typeof high === 'number' ? [low, high] : undefined;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
