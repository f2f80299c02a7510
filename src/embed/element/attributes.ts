/** The attributes that are properties of the same kind: name, attribute, kind, and what stands where it is missing. */
export const reflected = [
  ['name', 'name', 'text', ''],
  ['src', 'src', 'text', ''],
  ['accept', 'accept', 'text', 'image/*,.zip'],
  ['theme', 'theme', 'text', 'auto'],
  ['maxFiles', 'max-files', 'number', null],
  ['maxBytes', 'max-bytes', 'number', null],
  ['timeoutMs', 'timeout-ms', 'number', 30_000],
  ['multiple', 'multiple', 'flag', false],
  ['directory', 'directory', 'flag', false],
  ['compact', 'compact', 'flag', false],
  ['required', 'required', 'flag', false],
  ['disabled', 'disabled', 'flag', false],
] as const;

type Row = (typeof reflected)[number];

/** What an element has by that table. */
export type Reflected = {
  -readonly [R in Row as R[0]]: R[2] extends 'text' ? string : R[2] extends 'flag' ? boolean : number | R[3];
};

/** Gives a prototype these properties: read from the attribute, written to it. */
export function reflect(prototype: HTMLElement): void {
  for (const [property, attribute, kind, fallback] of reflected)
    Object.defineProperty(prototype, property, {
      configurable: true,
      enumerable: true,
      get(this: HTMLElement) {
        const text = this.getAttribute(attribute);
        if (kind === 'flag') return text !== null;
        if (kind === 'text') return text ?? fallback;
        return text && Number(text) >= 0 ? Number(text) : fallback;
      },
      set(this: HTMLElement, value: unknown) {
        if (kind === 'flag') this.toggleAttribute(attribute, Boolean(value));
        else if (value === null || value === undefined) this.removeAttribute(attribute);
        else this.setAttribute(attribute, String(value));
      },
    });
}
