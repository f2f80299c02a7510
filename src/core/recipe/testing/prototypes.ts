/** Keys that reach into JavaScript's own objects. */
export const reservedKeys = ['__proto__', 'constructor', 'prototype'] as const;

/** An object with this key as a member of its own, as JSON gives it: a literal would set the prototype instead. */
export function withKey(key: string, value: unknown, rest: object = {}): Record<string, unknown> {
  return JSON.parse(`{ ${JSON.stringify(key)}: ${JSON.stringify(value)}, ${JSON.stringify(rest).slice(1)}`.replace(/, \}$/, ' }')); // prettier-ignore
}

/** What every object inherits, name by name: the same before and after whatever harmless code ran between. */
export function inherited(): readonly unknown[] {
  return [Object, Array, Function, String, Map].flatMap(
    ({ prototype }) =>
    Object.entries(Object.getOwnPropertyDescriptors(prototype)).flatMap(([name, { value, get, set }]) => [name, value, get, set]), // prettier-ignore
  );
}
