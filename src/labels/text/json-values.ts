import { unmarked } from './exact-json';
import { mostNumber } from './text';

/** A value for a sentence, short. */
export function shownJson(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value, (_, one: unknown) => (one instanceof Float64Array ? [...one] : one)) ?? 'nothing';
  const plain = unmarked(text);
  return plain.length > 60 ? `${plain.slice(0, 57)}…` : plain;
}

/** Whether a value is a whole number of at least 1, as sides of images are. */
export function whole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list of JSON, whether or not its numbers were packed. */
export function isList(value: unknown): value is readonly unknown[] | Float64Array {
  return Array.isArray(value) || value instanceof Float64Array;
}

/** The numbers of a list; null where any member is none, or beyond `mostNumber`. Strings of digits are not taken for numbers. */
export function numbersIn(value: unknown): number[] | null {
  return Array.isArray(value) && value.every(isPlace) ? (value as number[]) : null;
}

function isPlace(value: unknown): boolean {
  return typeof value === 'number' && Math.abs(value) <= mostNumber;
}

/** The same, of a list that may be packed. */
export function packedNumbersIn(value: unknown): readonly number[] | Float64Array | null {
  return value instanceof Float64Array ? value : numbersIn(value);
}
