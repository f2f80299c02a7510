import { describe, expect, it } from 'vitest';
import { scriptUrlIn } from './script';

type Page = Parameters<typeof scriptUrlIn>[0];
const page = (current: string | null, ...all: string[]) =>
  ({
    currentScript: current === null ? null : { src: current },
    scripts: all.map((src) => ({ src })),
  }) as unknown as Page; // As far as it is looked at.

describe('the address of the element’s script', () => {
  it.each([
    ['a plain script', 'https://a.example/many-hands.js', []],
    ['a plain script of a version', 'https://a.example/many-hands.js?v=2', []],
    [
      'a module, which no page names as the current one',
      null,
      ['https://b.example/app.js', 'https://a.example/x/many-hands.js'],
    ],
  ])('is that of %s', (_, current, all) => {
    expect(scriptUrlIn(page(current, ...all))).toMatch(/^https:\/\/a\.example\/(x\/)?many-hands\.js/);
  });

  it.each([
    ['bundled with a page’s own', 'https://a.example/app.js', ['https://a.example/app.js']],
    ['from a folder of that name', null, ['https://a.example/many-hands/app.js', '']],
    [
      'named a little otherwise',
      null,
      [
        'https://a.example/not-many-hands.js',
        'https://a.example/many-hands.json',
        'https://a.example/many-hands.js.map',
      ],
    ],
  ])('is not known of one %s', (_, current, all) => {
    expect(scriptUrlIn(page(current, ...all))).toBeNull();
  });
});
