/**
 * What strict readers share: they are written from each format's own documentation alone, take nothing that it does not
 * name, and use no code of the formats themselves.
 */
export interface Found {
  readonly image: string;
  readonly class: string;
  readonly kind: 'box' | 'oriented' | 'polygon' | 'polyline' | 'keypoints' | 'mask' | 'class';
  /** Coordinates in pixels; of a mask its bounds and its area. */
  readonly numbers: readonly number[];
  /** What the same label has beside that. */
  readonly beside?: readonly Pick<Found, 'kind' | 'numbers'>[];
  readonly flags?: readonly string[];
  readonly score?: number;
}

export interface Text {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface Images {
  readonly paths: readonly string[];
  readonly sizeOf: (path: string) => { readonly width: number; readonly height: number };
}

/** Reads all files that were written beside the images. @throws Error for the first thing that is not as it should be. */
export type StrictReader = (files: readonly Text[], images: Images) => Found[];

export function textIn({ bytes }: Text): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

export function check(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`Expected ${what}.`);
}

/** An object with these keys and no other; those with a `?` may be missing. */
export function only(value: unknown, keys: readonly string[], what: string): Record<string, unknown> {
  check(typeof value === 'object' && value !== null && !Array.isArray(value), `${what} to be an object`);
  const known = new Set(keys.map((key) => key.replace('?', '')));
  for (const key of Object.keys(value)) check(known.has(key), `${what} to have no key ${key}`);
  for (const key of keys) check(key.endsWith('?') || key in value, `${what} to have the key ${key}`);
  return value as Record<string, unknown>;
}

export function list(value: unknown, what: string): unknown[] {
  check(Array.isArray(value), `${what} to be a list`);
  return value as unknown[];
}

export function number(value: unknown, what: string): number {
  check(typeof value === 'number' && Number.isFinite(value), `${what} to be a number, not ${JSON.stringify(value)}`);
  return value;
}

export function integer(value: unknown, what: string): number {
  check(Number.isSafeInteger(value), `${what} to be a whole number, not ${JSON.stringify(value)}`);
  return value as number;
}

export function text(value: unknown, what: string): string {
  check(typeof value === 'string', `${what} to be a text`);
  return value;
}

/** Bounds and area of pixels that are set: x0, y0, x1, y1, how many. */
export function maskNumbers(width: number, height: number, isSet: (x: number, y: number) => boolean): number[] {
  let [x0, y0, x1, y1, many] = [width, height, 0, 0, 0];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (isSet(x, y)) {
        many++;
        [x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x + 1), Math.max(y1, y + 1)];
      }
  return [x0, y0, x1, y1, many];
}

export function beside(path: string, name: string): string {
  return `${path.slice(0, path.lastIndexOf('/') + 1)}${name}`;
}
