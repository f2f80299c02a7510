/** The attributes that are properties of the same kind, and what holds where one is missing: it tells the kind, too. */
export const reflected = {
  name: '',
  src: '',
  accept: 'image/*,.zip',
  theme: 'auto',
  'max-files': null,
  'max-bytes': null,
  'timeout-ms': 30_000,
  multiple: false,
  directory: false,
  compact: false,
  required: false,
  disabled: false,
} as const;

type All = typeof reflected;
type Property<A> = A extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<Tail>}` : A;

/** What an element has by that table. */
export type Reflected = {
  -readonly [A in keyof All as Property<A>]: All[A] extends string
    ? string
    : All[A] extends boolean
      ? boolean
      : number | Extract<All[A], null>;
};

/** The names of those properties. */
export const reflectedProperties = Object.keys(reflected).map(propertyOf) as (keyof Reflected)[]; // By the rule above.

/**
 * Gives a prototype these properties: read from the attribute, written to it. A number is whole and from 0, of milliseconds
 * from 1 to 2³¹ − 1, as timers take it; any other is as none.
 */
export function reflect(prototype: HTMLElement): void {
  for (const [attribute, fallback] of Object.entries(reflected))
    Object.defineProperty(prototype, propertyOf(attribute), {
      enumerable: true,
      get(this: HTMLElement) {
        const text = this.getAttribute(attribute);
        if (fallback === false) return text !== null;
        if (typeof fallback === 'string') return text ?? fallback;
        const number = Number(text);
        const isWithin = fallback ? number > 0 && number < 2 ** 31 : number >= 0;
        return text && isWithin && Number.isSafeInteger(number) ? number : fallback;
      },
      set(this: HTMLElement, value: unknown) {
        if (fallback === false) this.toggleAttribute(attribute, Boolean(value));
        else if (value === null || value === undefined) this.removeAttribute(attribute);
        else this.setAttribute(attribute, String(value));
      },
    });
}

/** `max-files` is `maxFiles`. */
function propertyOf(attribute: string): string {
  return attribute.replace(/-./, ([, letter]) => letter!.toUpperCase());
}
