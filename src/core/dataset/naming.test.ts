import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Namer, wishedPath } from './naming';

const template = '{dir}/{stem}{suffix}.{ext}';
const jpg = { suffix: '', extension: 'jpg' };

describe('an output’s path', () => {
  it.each([
    [template, 'set/a/x.png', '', 'set/a/x.jpg'],
    [template, 'x.png', '', 'x.jpg'],
    [template, 'a/x.tar.png', '-t3', 'a/x.tar-t3.jpg'],
    [template, 'a/none', '', 'a/none.jpg'],
    ['flat-{stem}.{ext}', 'a/b/x.png', '', 'flat-x.jpg'],
    ['out/{dir}/{stem}.{ext}', 'x.png', '', 'out/x.jpg'],
    ['{dir}/{ext}/{stem}.{ext}', 'a/x.png', '', 'a/jpg/x.jpg'],
    [template, './a//./x.png', '', 'a/x.jpg'],
    [template, 'a/{ext}{dir}.png', '', 'a/{ext}{dir}.jpg'],
    [template, 'a/$&$1.png', '', 'a/$&$1.jpg'],
  ])('by %j of %j with the suffix %j is %j', (name, item, suffix, path) => {
    expect(wishedPath(name, item, { suffix, extension: 'jpg' })).toBe(path);
  });
});

describe('a namer', () => {
  it('gives the later of two outputs of one name the counter, with a note that says so', () => {
    const namer = new Namer(template);
    expect(namer.name('a/x.png', jpg)).toEqual({ path: 'a/x.jpg', note: null });
    expect(namer.name('a/x.webp', jpg)).toEqual({
      path: 'a/x (2).jpg',
      note: { code: 'renamed', detail: 'Another output is named a/x.jpg, so this one is a/x (2).jpg.' },
    });
  });

  it('leaves names alone that differ by folder, suffix or extension', () => {
    const namer = new Namer(template);
    const names = [
      namer.name('a/x.png', jpg),
      namer.name('b/x.png', jpg),
      namer.name('a/x.png', { ...jpg, suffix: '-1' }),
      namer.name('a/x.png', { ...jpg, extension: 'webp' }),
    ];
    expect(names.map(({ note }) => note)).toEqual([null, null, null, null]);
  });

  it('keeps clear of names that a former run has given', () => {
    expect(new Namer(template, ['A/X.jpg']).name('a/x.png', jpg).path).toBe('a/x (2).jpg');
  });

  it('never gives one name twice, whatever the items are called', () => {
    const item = fc.stringMatching(/^[aAäÄ./ ()2]{1,6}$/);
    fc.assert(
      fc.property(fc.array(item, { maxLength: 40 }), (items) => {
        const namer = new Namer(template);
        const paths = items.map((path) => namer.name(path, jpg).path.normalize('NFC').toLowerCase());
        expect(new Set(paths).size).toBe(paths.length);
      }),
      { numRuns: 500, seed: 11 },
    );
  });
});
