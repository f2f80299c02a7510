import { nearestNumber } from '../text/exact-json';

/** An id as JSON's other type has it: of the text `12` the number 12, of this that; null for another way to write it (`012`). */
export function otherType(id: unknown): number | string | null {
  if (typeof id === 'number') return Number.isSafeInteger(id) ? String(id) : null;
  const number = typeof id === 'string' ? Number(id) : NaN;
  return Number.isSafeInteger(number) && String(number) === id ? number : null;
}

/** The number that an id is, also where it is written as a text; null for none. */
export function numberOfId(id: unknown): number | null {
  const number = typeof id === 'number' ? id : otherType(id);
  return Number.isSafeInteger(number) ? (number as number) : null;
}

/** What a map has for an id, in its own type or else in the other. */
export function ofEither<T>(map: ReadonlyMap<unknown, T>, id: unknown): T | undefined {
  const own = map.get(id);
  const other = own === undefined ? otherType(id) : null;
  return other === null ? own : map.get(other);
}

/** An id to be written: as it was read where it still is that id, a text or with digits that JavaScript's numbers lose. */
export function asRead(old: unknown, id: number | string): number | string {
  return (typeof old === 'number' || typeof old === 'string') && String(nearestNumber(old)) === String(id) ? old : id;
}
