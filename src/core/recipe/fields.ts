import { colourPattern } from '../operations/fill';
import { z } from '../zod';

/** What every field of a form has. `default` is undefined where there is none: the person has to give a value. */
interface Common {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly unit: string | null;
  /** May be left out, with a meaning of its own (not that of the default). */
  readonly optional: boolean;
  readonly default: unknown;
}

/** One field of a form, drawn from a schema; bounds are inclusive, null where there is none. */
export type Field = Common &
  (
    | { readonly kind: 'number'; readonly min: number | null; readonly max: number | null; readonly step: 'any' }
    | { readonly kind: 'integer'; readonly min: number | null; readonly max: number | null; readonly step: 1 }
    | { readonly kind: 'select'; readonly options: readonly Option[] }
    | { readonly kind: 'boolean' }
    /** `#rrggbb`, or `#rrggbbaa`. */
    | { readonly kind: 'colour' }
    | { readonly kind: 'text' }
    | { readonly kind: 'object'; readonly fields: readonly Field[] }
    /** A number, or a pair of them, the lower first. */
    | { readonly kind: 'range'; readonly min: number | null; readonly max: number | null }
    /** Steps inside the step. */
    | { readonly kind: 'steps' }
  );

/** A value to choose, and the words for it. */
export interface Option {
  readonly value: string | number;
  readonly label: string;
}

/**
 * The fields of an object's schema, in its order: what forms and docs are drawn from.
 * @throws Error for a schema that no field can show: a bug of the operation that declares it.
 */
export function describe(schema: z.core.$ZodType): Field[] {
  const { core } = unwrapped(schema);
  if (!(core instanceof z.ZodObject)) throw new Error('Expected an object schema to describe.');
  return Object.entries(core.shape as Record<string, z.ZodType>).map(([key, member]) => fieldOf(key, member));
}

function fieldOf(key: string, schema: z.ZodType): Field {
  const { core, meta, optional, initial } = unwrapped(schema);
  const common: Common = {
    key,
    title: meta.title ?? key,
    description: meta.description ?? '',
    unit: typeof meta['unit'] === 'string' ? meta['unit'] : null,
    optional,
    default: initial,
  };
  if (core instanceof z.ZodNumber) {
    const bounds = { min: finite(core.minValue), max: finite(core.maxValue) };
    return isInteger(core)
      ? { ...common, ...bounds, kind: 'integer', step: 1 }
      : { ...common, ...bounds, kind: 'number', step: 'any' };
  }
  const values = core instanceof z.ZodEnum ? core.options : core instanceof z.ZodLiteral ? [...core.values] : null;
  if (values) return { ...common, kind: 'select', options: values.map((value) => optionOf(value, meta)) };
  if (core instanceof z.ZodBoolean) return { ...common, kind: 'boolean' };
  if (core instanceof z.ZodString) return { ...common, kind: isColour(core) ? 'colour' : 'text' };
  if (core instanceof z.ZodObject) return { ...common, kind: 'object', fields: describe(core) };
  if (meta['holds'] === 'steps') return { ...common, kind: 'steps' };
  const [member] = core instanceof z.ZodUnion ? core.options : [];
  if (member instanceof z.ZodNumber && isOneOrRange(core))
    return { ...common, kind: 'range', min: finite(member.minValue), max: finite(member.maxValue) };
  throw new Error(`Expected a schema for \`${key}\` that a form can show, received ${core._zod.def.type}.`);
}

/** What a value has to be, as the end of a sentence: "to be a whole number from 1 to 65535". */
export function expectation(schema: z.core.$ZodType): string {
  const { core } = unwrapped(schema);
  if (core instanceof z.ZodNumber) {
    const [min, max] = [finite(core.minValue), finite(core.maxValue)];
    const bounds =
      min !== null && max !== null
        ? isExclusive(core)
          ? ` above ${min}, up to ${max}`
          : ` from ${min} to ${max}`
        : min !== null
          ? isExclusive(core)
            ? ` above ${min}`
            : `, at least ${min}`
          : max !== null
            ? `, at most ${max}`
            : '';
    return `to be ${isInteger(core) ? 'a whole number' : 'a number'}${bounds}`;
  }
  if (core instanceof z.ZodEnum) return `to be ${oneOf(core.options)}`;
  if (core instanceof z.ZodLiteral) return `to be ${oneOf([...core.values])}`;
  if (core instanceof z.ZodBoolean) return 'to be true or false';
  if (core instanceof z.ZodString)
    return isColour(core)
      ? 'to be a colour such as "#727272" or "#72727280"'
      : core.minLength
        ? 'to be a text that is not empty'
        : 'to be a text';
  if (core instanceof z.ZodObject) return 'to be an object';
  if (core instanceof z.ZodArray) {
    const most = checksOf(core).find(({ check }) => check === 'max_length')?.maximum;
    return most === undefined ? 'to be a list' : `to be a list of at most ${most}`;
  }
  if (core instanceof z.ZodUnion && isOneOrRange(core))
    return `${expectation(core.options[0]!)}, or a range [lo, hi] of two, the lower first`;
  if (core instanceof z.ZodUnion)
    return core.options.map((option, at) => memberOf(option).slice(at === 0 ? 0 : 'to be '.length)).join(', or ');
  return 'to be something else';
}

/** As `oneOrRange` makes it: a number, or a pair of such. */
function isOneOrRange(schema: z.core.$ZodType): boolean {
  return schema instanceof z.ZodUnion && schema.options.length === 2 && schema.options[1] instanceof z.ZodTuple;
}

/** Of a union: an object is told with its keys, since no issue of zod's leads into it. */
function memberOf(schema: z.core.$ZodType): string {
  if (!(schema instanceof z.ZodObject)) return expectation(schema);
  const keys = Object.entries(schema.shape as Record<string, z.ZodType>);
  return `to be an object with ${keys.map(([key, member]) => `\`${key}\` ${expectation(member)}`).join(' and ')}`;
}

/** The schema under defaults and options, with what they say on the way down; the outer word goes before the inner. */
export function unwrapped(schema: z.core.$ZodType): {
  core: z.core.$ZodType;
  meta: z.core.GlobalMeta;
  optional: boolean;
  initial: unknown;
} {
  let core = schema;
  let meta: z.core.GlobalMeta = {};
  let optional = false;
  let initial: unknown;
  for (;;) {
    meta = { ...z.globalRegistry.get(core), ...meta };
    if (core instanceof z.ZodDefault || core instanceof z.ZodPrefault) {
      initial ??= core.def.defaultValue;
      core = core.def.innerType;
    } else if (core instanceof z.ZodOptional || core instanceof z.ZodNullable) {
      optional = true;
      core = core.def.innerType;
    } else return { core, meta, optional, initial };
  }
}

/** Words of the schema's own `labels`, else "top-right" becomes "Top right" and "4:2:0" stays. */
function optionOf(value: unknown, meta: z.core.GlobalMeta): Option {
  const labels = (meta['labels'] ?? {}) as Readonly<Record<string, string>>; // Ours, by convention.
  const text = String(value);
  const label = labels[text] ?? text.charAt(0).toUpperCase() + text.slice(1).replaceAll('-', ' ');
  return { value: typeof value === 'number' ? value : text, label };
}

function oneOf(values: readonly unknown[]): string {
  const texts = values.map((value) => JSON.stringify(value));
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`;
}

/** zod bounds whole numbers by what a double can hold, which is no bound that a person would want to read. */
function finite(bound: number | null): number | null {
  return bound === null || Math.abs(bound) >= Number.MAX_SAFE_INTEGER ? null : bound;
}

const isInteger = (schema: z.ZodNumber) => schema.format === 'safeint';

/** The declarations of a schema's checks, as zod keeps them. */
const checksOf = (schema: z.ZodNumber | z.ZodString | z.ZodArray) =>
  (schema.def.checks ?? []).map(
    ({ _zod: { def } }) => def as { check: string; inclusive?: boolean; pattern?: RegExp; maximum?: number }, // What these kinds have.
  );

const isExclusive = (schema: z.ZodNumber) =>
  checksOf(schema).some(({ check, inclusive }) => check === 'greater_than' && inclusive === false);

const isColour = (schema: z.ZodString) =>
  checksOf(schema).some(({ pattern }) => pattern?.source === colourPattern.source);
