import { describe, expect, it } from 'vitest';
import { reflect, reflectedProperties, type Reflected } from './attributes';

/** An element as far as attributes go: they are text by name. */
class Element {
  readonly #attributes = new Map<string, string>();
  getAttribute = (name: string) => this.#attributes.get(name) ?? null;
  setAttribute = (name: string, value: string) => void this.#attributes.set(name, value);
  removeAttribute = (name: string) => void this.#attributes.delete(name);
  toggleAttribute = (name: string, isThere: boolean) =>
    isThere ? this.setAttribute(name, '') : this.removeAttribute(name);
}
reflect(Element.prototype as unknown as HTMLElement); // As far as that.

const element = () => new Element() as Element & Reflected;

describe('a reflected attribute', () => {
  it('has the name of its property', () => {
    expect(reflectedProperties).toEqual(expect.arrayContaining(['name', 'maxFiles', 'maxBytes', 'timeoutMs']));
  });

  it.each([
    ['3', 3],
    ['0', 0],
    ['4000000000', 4e9],
    ['', null],
    ['1.5', null],
    ['-1', null],
    ['Infinity', null],
    ['1e300', null],
    ['many', null],
  ])('of a limit that is %j gives %j', (text, limit) => {
    const one = element();
    one.setAttribute('max-files', text);
    expect(one.maxFiles).toBe(limit);
  });

  it.each([
    ['700', 700],
    ['2147483647', 2_147_483_647],
    ['2147483648', 30_000],
    ['0', 30_000],
    ['Infinity', 30_000],
    ['0.5', 30_000],
  ])('of a delay that is %j gives %j', (text, delay) => {
    const one = element();
    one.setAttribute('timeout-ms', text);
    expect(one.timeoutMs).toBe(delay);
  });

  it('is written by its property, and taken away by none', () => {
    const one = element();
    Object.assign(one, { maxFiles: Infinity, multiple: true, name: 'photos' });
    expect([one.getAttribute('max-files'), one.maxFiles, one.multiple, one.name]).toEqual([
      'Infinity',
      null,
      true,
      'photos',
    ]);
    Object.assign(one, { maxFiles: null, multiple: false, name: undefined });
    expect(['max-files', 'multiple', 'name'].map(one.getAttribute)).toEqual([null, null, null]);
    expect([one.accept, one.theme]).toEqual(['image/*,.zip', 'auto']);
  });
});
