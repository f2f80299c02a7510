import { describe, expect, it } from 'vitest';
import { counted, partsOf, pathTrouble, PathBook } from './paths';

describe('a path', () => {
  it.each([
    ['', 'is empty'],
    ['/etc/passwd', 'starts at the root'],
    ['\\windows\\x', 'starts at the root'],
    ['//host/share', 'starts at the root'],
    ['C:/x.jpg', 'names a drive'],
    ['c:x.jpg', 'names a drive'],
    ['..', 'climbs out with `..`'],
    ['a/../../b.jpg', 'climbs out with `..`'],
    ['a\\..\\b.jpg', 'climbs out with `..`'],
    ['a/..', 'climbs out with `..`'],
    ['a\u0000.jpg', 'has control characters'],
    ['a\n.jpg', 'has control characters'],
    ['a\u007f.jpg', 'has control characters'],
    ['a\u009b.jpg', 'has control characters'],
    [`${'a/'.repeat(600)}x.jpg`, 'has more than 1024 characters'],
  ])('%j is unsafe, and the sentence says why', (path, why) => {
    const trouble = pathTrouble(path);
    expect(trouble?.code).toBe('unsafe-path');
    expect(trouble?.detail).toMatch(
      /^The path ".*" .*\. Rename the entry so that its path stays inside the archive\.$/,
    );
    expect(trouble?.detail).toContain(`${why}.`);
    expect(trouble?.detail).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  });

  it.each([
    'x.jpg',
    'a/b/c.jpg',
    '.hidden',
    'a..b/..c/d...jpg',
    'a b/ü/東京.jpg',
    './x.jpg',
    'ab:c.jpg',
    'a'.repeat(1024),
  ])('%j is safe', (path) => {
    expect(pathTrouble(path)).toBeNull();
  });

  it.each([
    ['x.jpg', '', 'x'],
    ['a/b/x.tar.gz', 'a/b', 'x.tar'],
    ['a.b/x', 'a.b', 'x'],
    ['a/.hidden', 'a', '.hidden'],
    ['a/', 'a', ''],
  ])('%j has its folder and its stem', (path, dir, stem) => {
    expect(partsOf(path)).toEqual({ dir, stem });
  });

  it.each([
    ['x.jpg', 'x (2).jpg'],
    ['a.b/x', 'a.b/x (2)'],
    ['a/.hidden', 'a/.hidden (2)'],
  ])('%j gets its counter before the extension', (path, second) => {
    expect(counted(path, 2)).toBe(second);
  });
});

describe('a book of paths', () => {
  const claimed = (...paths: string[]) => {
    const book = new PathBook();
    return paths.map((path) => book.claim(path));
  };

  it('counts where a path is taken, past what is taken too', () => {
    expect(claimed('x.jpg', 'x (2).jpg', 'x.jpg', 'x.jpg')).toEqual(['x.jpg', 'x (2).jpg', 'x (3).jpg', 'x (4).jpg']);
  });

  it('takes paths that differ in case or in Unicode’s form alone for two', () => {
    const paths = ['Ü.jpg', 'ü.jpg', 'u\u0308.jpg'];
    expect(claimed(...paths)).toEqual(paths);
  });

  it('gives a hundred thousand equal names their counters without looking at all before', () => {
    const book = new PathBook();
    let last = '';
    for (let at = 0; at < 100_000; at++) last = book.claim('x.jpg');
    expect(last).toBe('x (100000).jpg');
  });
});
