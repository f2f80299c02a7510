import { describe, expect, it } from 'vitest';
import { lacksOf, type Abilities } from './lacks';

const all: Abilities = {
  browserDecoder: true,
  savePicker: true,
  privateFiles: true,
  locks: true,
  wakeLock: true,
  clipboardRead: true,
};

describe('what a browser lacks', () => {
  it('is nothing where it has all that the page uses', () => {
    expect(lacksOf(all)).toEqual([]);
  });

  it.each(Object.keys(all) as (keyof Abilities)[])('is told with what it means, where there is no %s', (id) => {
    const [lack, ...others] = lacksOf({ ...all, [id]: false });
    expect(others).toEqual([]);
    expect(lack).toMatchObject({ id });
    expect(lack!.what).toMatch(/^No /);
    expect(lack!.so).toMatch(/^\S.*[.]$/);
  });
});
