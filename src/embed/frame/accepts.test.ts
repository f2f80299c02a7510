import { describe, expect, it } from 'vitest';
import { accepts } from './accepts';

describe('what a field accepts', () => {
  it.each([
    ['image/*,.zip', 'a.jpg', 'image/jpeg', true],
    ['image/*,.zip', 'A.HEIC', '', true],
    ['image/*,.zip', 'all.ZIP', 'application/zip', true],
    ['image/*,.zip', 'notes.txt', 'text/plain', false],
    ['image/*', 'all.zip', 'application/zip', false],
    ['image/png', 'a.jpg', 'image/jpeg', false],
    ['image/png , image/jpeg', 'a.jpg', 'image/jpeg', true],
    ['.png', 'a.jpg', 'image/jpeg', false],
    ['', 'notes.txt', 'text/plain', true],
  ])('accept="%s": %s (%s) is taken: %s', (accept, name, type, expected) => {
    expect(accepts(accept, { name, type })).toBe(expected);
  });
});
