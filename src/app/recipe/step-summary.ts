import { operationOf } from '../../core/operations/index';
import type { Step } from '../../core/operations/operation';
import { describe } from '../../core/recipe/fields';
import type { Field } from '../../core/recipe/fields';
import type { DraftStep } from '../state/step-tree';

const known = new Map<string, readonly Field[]>();

/** The fields of an operation, described once. */
export function fieldsOf(op: string): readonly Field[] {
  const fields = known.get(op) ?? describe(operationOf(op)?.params ?? failed(op));
  known.set(op, fields);
  return fields;
}

/** The parameters that matter in a few words: those without a default, and those that differ from it. */
export function summaryOf(step: Step): string {
  const telling = fieldsOf(step.op).filter(
    (field) => step[field.key] !== undefined && !isSame(step[field.key], field.default),
  );
  const sides = telling.filter((field) => field.unit === 'px' && /width|height/.test(field.key));
  const size = sides.length === 2 ? [`${String(step['width'])} × ${String(step['height'])} px`] : [];
  const others = telling
    .filter((field) => size.length === 0 || !sides.includes(field))
    .map((field) => phrase(field, step[field.key]));
  return [...size, ...others].join(' · ');
}

function phrase(field: Field, value: unknown): string {
  const unit = field.unit === null ? '' : ` ${field.unit}`;
  if (field.kind === 'boolean') return value === true ? field.title : `No ${field.title.toLowerCase()}`;
  if (field.kind === 'select') return field.options.find((option) => option.value === value)?.label ?? String(value);
  if (field.kind === 'range' && Array.isArray(value)) return `${field.title} ${value.map(short).join(' to ')}`;
  if (field.kind === 'steps') return titles(value);
  if (field.kind === 'colour') return String(value);
  return `${field.title} ${String(value)}${unit}`;
}

/** A range is a list. */
const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Three digits are enough to tell a number by. */
const short = (value: unknown) => String(Number(Number(value).toPrecision(3)));

/** The steps inside, by name. */
function titles(value: unknown): string {
  const steps = value as readonly Step[]; // What a field of steps holds.
  return steps.map(({ op }) => operationOf(op)?.title ?? op).join(', ');
}

function failed(op: string): never {
  throw new Error(`Expected an operation of the catalogue, received ${op}.`);
}

export function titleOf(one: DraftStep | undefined): string {
  return one ? (operationOf(one.step.op)?.title ?? one.step.op) : '';
}
