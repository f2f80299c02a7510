import type { VipsLibrary } from '../vips';

/** Counts the handles into wasm memory that were handed out and not freed, by watching what makes and frees them. */
export function watchHandles(vips: VipsLibrary): { live(): number } {
  const seen = new WeakSet<object>();
  let live = 0;
  const note = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value) || !('delete' in value)) return;
    seen.add(value);
    live++;
  };
  const classes = ['Image', 'Interpolate', 'Connection', 'Source', 'Target'] as const;
  const holders = classes.flatMap((name) => [vips[name], chain(vips[name].prototype)].flat());
  for (const holder of new Set<object>(holders))
    for (const name of Object.getOwnPropertyNames(holder)) {
      const property = Object.getOwnPropertyDescriptor(holder, name);
      const method: unknown = property?.value;
      if (typeof method !== 'function' || name === 'constructor' || !property?.writable) continue;
      const watched = function (this: object, ...args: unknown[]): unknown {
        const result: unknown = Reflect.apply(method, this, args);
        if (name === 'delete') {
          if (seen.delete(this)) live--;
        } else note(result);
        return result;
      };
      // embind keeps a method's overloads on the method itself.
      Object.defineProperty(holder, name, { ...property, value: Object.assign(watched, method) });
    }
  return { live: () => live };
}

/** A prototype and those behind it, but for the language's own. */
function chain(prototype: object): object[] {
  const found: object[] = [];
  for (let one: object | null = prototype; one && one !== Object.prototype; one = Reflect.getPrototypeOf(one))
    found.push(one);
  return found;
}
