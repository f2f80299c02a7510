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
    ['{dir}/{stem}.{ext}', 'a/x.png', '-3', 'a/x-3.jpg'],
    ['{dir}/{suffix}/{stem}.{ext}', 'a/x.png', '-3', 'a/-3/x.jpg'],
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

  it.each([
    ['con.png', 'con_.jpg', 'con.jpg'],
    ['set/NUL.tar.png', 'set/NUL_.tar.jpg', 'NUL.tar.jpg'],
    ['aux/a.png', 'aux_/a.jpg', 'aux'],
    ['set. /a.png', 'set__/a.jpg', 'set. '],
  ])('changes what Windows cannot keep: of %s comes %s', (item, path, odd) => {
    const detail = `Windows cannot keep the name ${JSON.stringify(odd)}, so this one is ${path}.`;
    expect(new Namer(template).name(item, jpg)).toEqual({ path, note: { code: 'renamed', detail } });
  });

  it('sets a name apart from the one that another was changed to', () => {
    const namer = new Namer(template);
    const names = ['con_.png', 'con.png', 'a/aux_/x.png', 'a/aux/x.png'];
    expect(names.map((name) => namer.name(name, jpg).path)).toEqual([
      'con_.jpg',
      'con (2).jpg',
      'a/aux_/x.jpg',
      'a/aux_/x (2).jpg',
    ]);
  });

  it('keeps clear of names that a former run has given', () => {
    expect(new Namer(template, { taken: ['A/X.jpg'] }).name('a/x.png', jpg).path).toBe('a/x (2).jpg');
  });

  it('keeps stems apart where labels are found by them, which of a former run’s files may be alike', () => {
    const namer = new Namer(template, { taken: ['b/x.jpg', 'b/x.png', 'b/labels/y.txt'], stemsApart: true });
    const wishes = ['a/x.jpg', 'a/x.jpeg', 'a/X.png', 'c/x.jpg', 'b/x.webp', 'b/y.png', 'a/x (4).png'];
    const names = wishes.map((path) => namer.name(path, { suffix: '', extension: path.split('.').at(-1)! }));
    expect(names.map(({ path }) => path)).toEqual([
      'a/x.jpg',
      'a/x (2).jpeg',
      'a/X (3).png',
      'c/x.jpg',
      'b/x (2).webp',
      'b/y.png',
      'a/x (4).png',
    ]);
    expect(names[1]!.note).toEqual({
      code: 'renamed',
      detail: 'Labels are found by a/x without an extension, which another output has, so this one is a/x (2).jpeg.',
    });
  });

  it('looks past case and Unicode’s form, as many file systems do', () => {
    const namer = new Namer(template);
    const paths = ['Ü.png', 'ü.png', 'u\u0308.png'].map((item) => namer.name(item, jpg).path);
    expect(paths).toEqual(['Ü.jpg', 'ü (2).jpg', 'u\u0308 (3).jpg']);
  });

  it('counts a file whose name a folder of outputs has', () => {
    const namer = new Namer(template);
    expect(namer.name('a/x.jpg/y.png', jpg).path).toBe('a/x.jpg/y.jpg');
    expect(namer.name('a/x.png', jpg)).toEqual({
      path: 'a/x (2).jpg',
      note: { code: 'renamed', detail: 'A folder of outputs is named a/x.jpg, so this one is a/x (2).jpg.' },
    });
  });

  it('counts a folder whose name an output has, once for all that is in it', () => {
    const namer = new Namer(template);
    namer.name('x.png', jpg);
    expect(namer.name('X.jpg/y.png', jpg)).toEqual({
      path: 'X (2).jpg/y.jpg',
      note: { code: 'renamed', detail: 'Another output is named as the folder X.jpg, so this one is X (2).jpg/y.jpg.' },
    });
    expect(namer.name('X.jpg/deep/z.png', jpg).path).toBe('X (2).jpg/deep/z.jpg');
  });

  it.each([
    ['x'.repeat(255), `${'x'.repeat(251)}.jpg`],
    [`a/${'ü'.repeat(126)}.png`, `a/${'ü'.repeat(125)}.jpg`],
    [`${'😀'.repeat(80)}/x.png`, `${'😀'.repeat(63)}/x.jpg`],
  ])('cuts a name that no file system takes, between two characters: %s', (item, path) => {
    const { path: given, note } = new Namer(template).name(item, jpg);
    expect(given).toBe(path);
    expect(note?.detail).toMatch(/^A name in .* has over 255 bytes, so this one is /);
  });

  it('makes room for the counter where a name just fits', () => {
    const namer = new Namer(template);
    const item = `${'x'.repeat(251)}.png`;
    expect(namer.name(item, jpg).note).toBeNull();
    expect(namer.name(item, jpg).path).toBe(`${'x'.repeat(247)} (2).jpg`);
  });

  it('never gives one name twice, or a file’s to a folder, whatever the items are called', () => {
    const item = fc.stringMatching(/^[aAäÄ./ ()2jpg]{1,8}$/);
    fc.assert(
      fc.property(fc.array(item, { maxLength: 40 }), (items) => {
        const namer = new Namer(template);
        const paths = items.map((path) => namer.name(path, jpg).path.normalize('NFC').toLowerCase());
        expect(new Set(paths).size).toBe(paths.length);
        const folders = new Set(
          paths.flatMap((path) => [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index))),
        );
        expect(paths.filter((path) => folders.has(path))).toEqual([]);
      }),
      { numRuns: 500, seed: 11 },
    );
  });
});
