import { strToU8, zipSync, type Zippable } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Item } from '../core/dataset/item';
import { filesFound } from './files';
import { Gatherer, inOrder, type FoundFile } from './source';

const limits = { maxEntries: 1000, maxRatio: 1000, maxBytes: 1e9 };
const gathererOf = (change: Partial<typeof limits> = {}) => new Gatherer(() => ({ ...limits, ...change }));

const found = (path: string, content: BlobPart = 'content') => ({
  path,
  file: new File([content], path.split('/').at(-1) ?? ''),
});

const zipped = (path: string, files: Readonly<Record<string, string>>) => {
  const members: Zippable = {};
  for (const [name, content] of Object.entries(files)) members[name] = strToU8(content);
  return found(path, new Uint8Array(zipSync(members)));
};

/** One name in two entries: a packer of ours makes none such, so the second's is changed in the bytes, twice. */
const zipTwice = () => {
  const bytes = zipSync({ 'x.png': strToU8('1'), 'y.png': strToU8('2') });
  const text = Buffer.from(bytes).toString('latin1').replaceAll('y.png', 'x.png');
  return found('one.zip', Buffer.from(text, 'latin1'));
};

async function gathered(gatherer: Gatherer, ...files: FoundFile[]): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of gatherer.gather(files)) items.push(item);
  return items;
}

const pathsOf = (items: readonly Item[]) => items.map(({ path }) => path);
const contentOf = async (item: Item | undefined) => new TextDecoder().decode(await item?.read());

describe('what was found becomes items', () => {
  it('in the order in which it was found, each with its path, size and bytes', async () => {
    const items = await gathered(gathererOf(), found('set/b.png', 'bb'), found('set/a.png', 'a'), found('c.txt', ''));
    expect(items.map(({ path, bytes, trouble }) => [path, bytes, trouble])).toEqual([
      ['set/b.png', 2, null],
      ['set/a.png', 1, null],
      ['c.txt', 0, null],
    ]);
    expect(await contentOf(items[0])).toBe('bb');
    expect(await contentOf(items[0])).toBe('bb');
  });

  it('as soon as each is known, before the next is looked for', async () => {
    let asked = 0;
    async function* slowly() {
      for (const name of ['a.png', 'b.png', 'c.png']) {
        asked++;
        yield found(name);
      }
    }
    for await (const { path } of gathererOf().gather(slowly())) {
      expect(path).toBe('a.png');
      break;
    }
    expect(asked).toBe(1);
  });

  it('with trouble where the path is unsafe', async () => {
    const [item] = await gathered(gathererOf(), found('a/../../x.png'));
    expect(item?.trouble?.code).toBe('unsafe-path');
  });

  it('with trouble where it was listed and cannot be had', async () => {
    const [item] = await gathered(gathererOf(), { path: 'set/a.png', file: null });
    expect(item).toMatchObject({ path: 'set/a.png', bytes: 0, trouble: { code: 'corrupt' } });
    expect(item?.trouble?.detail).toContain('set/a.png cannot be read');
  });

  it('that is `corrupt` when the file has gone by the time it is read', async () => {
    const gone = { path: 'a.png', file: new File([''], 'a.png') };
    gone.file.arrayBuffer = () => Promise.reject(new DOMException('Not found', 'NotFoundError'));
    const [item] = await gathered(gathererOf(), gone);
    await expect(item?.read()).rejects.toMatchObject({ code: 'corrupt', message: expect.stringContaining('a.png') });
  });
});

describe('paths stay unique', () => {
  it('when two files of one name come, in one drop or in two', async () => {
    const gatherer = gathererOf();
    expect(pathsOf(await gathered(gatherer, found('a.png'), found('a.png')))).toEqual(['a.png', 'a (2).png']);
    expect(pathsOf(await gathered(gatherer, found('a.png')))).toEqual(['a (3).png']);
  });

  it('when a second folder of one name comes: it is `name (2)` as a whole, then `name (3)`', async () => {
    const gatherer = gathererOf();
    const folder = () => gathered(gatherer, found('set/a.png'), found('set/deep/b.png'));
    expect(pathsOf(await folder())).toEqual(['set/a.png', 'set/deep/b.png']);
    expect(pathsOf(await folder())).toEqual(['set (2)/a.png', 'set (2)/deep/b.png']);
    expect(pathsOf(await folder())).toEqual(['set (3)/a.png', 'set (3)/deep/b.png']);
  });

  it('when the second folder has other files', async () => {
    const gatherer = gathererOf();
    await gathered(gatherer, found('set/a.png'));
    expect(pathsOf(await gathered(gatherer, found('set/b.png')))).toEqual(['set (2)/b.png']);
  });

  it('and stay as they are where they differ by case or by Unicode’s form alone', async () => {
    const files = ['set/a.png', 'set/A.png', 'SET/a.png', 'set/\u00e9.png', 'set/e\u0301.png'];
    expect(pathsOf(await gathered(gathererOf(), ...files.map((path) => found(path))))).toEqual(files);
  });

  it('when zips hold equal paths: the later one’s begin with its own name', async () => {
    const gatherer = gathererOf();
    const files = { 'x.png': '1', 'd/y.png': '2' };
    expect(pathsOf(await gathered(gatherer, zipped('one.zip', files)))).toEqual(['x.png', 'd/y.png']);
    expect(pathsOf(await gathered(gatherer, zipped('two.zip', files)))).toEqual(['two/x.png', 'two/d/y.png']);
    expect(pathsOf(await gathered(gatherer, zipped('a/two.zip', files)))).toEqual(['two (2)/x.png', 'two (2)/d/y.png']);
  });

  it('when a zip holds one path twice', async () => {
    const items = await gathered(gathererOf(), zipTwice());
    expect(pathsOf(items)).toEqual(['x.png', 'x (2).png']);
    expect(await Promise.all(items.map(contentOf))).toEqual(['1', '2']);
  });
});

describe('a zip', () => {
  it('becomes its entries where it stands among other files, and is no item itself', async () => {
    const items = await gathered(
      gathererOf(),
      found('set/a.png'),
      zipped('set/more.zip', { 'm/b.png': 'inside' }),
      found('set/c.png'),
    );
    expect(pathsOf(items)).toEqual(['set/a.png', 'm/b.png', 'set/c.png']);
    expect(await contentOf(items[1])).toBe('inside');
  });

  it.each(['data', 'data.bin', 'data.cbz'])('is known by its content when it is named %s', async (name) => {
    expect(pathsOf(await gathered(gathererOf(), zipped(name, { 'b.png': 'inside' })))).toEqual(['b.png']);
  });

  it('that is none, whatever it is called, is an ordinary item', async () => {
    const [item] = await gathered(gathererOf(), found('set/notes.zip', 'a text'));
    expect(item).toMatchObject({ path: 'set/notes.zip', trouble: null });
  });

  it.each(['photo.jpg', 'labels.JSON'])('that is named %s fails when it is read, and says what it is', async (name) => {
    const [item, ...others] = await gathered(gathererOf(), zipped(name, { 'b.png': 'inside' }));
    expect(others).toEqual([]);
    expect(item?.trouble).toBeNull();
    await expect(item?.read()).rejects.toMatchObject({
      code: 'unreadable-archive',
      message: `${name} is a zip whose name says otherwise, so it was not opened. Make the archive again, or unpack it first.`,
    });
  });

  it('that cannot be read is one item with its trouble, and the files after it still come', async () => {
    const whole = zipped('bad.zip', { 'b.png': 'inside' }).file;
    const cut = { path: 'set/bad.zip', file: new File([whole.slice(0, 40)], 'bad.zip') };
    const items = await gathered(gathererOf(), cut, found('set/c.png'));
    expect(items.map(({ path, trouble }) => [path, trouble?.code ?? null])).toEqual([
      ['set/bad.zip', 'unreadable-archive'],
      ['set/c.png', null],
    ]);
  });

  it('over the limits is one item with `archive-limit`; limits are asked for at each zip', async () => {
    let maxEntries = 1;
    const gatherer = new Gatherer(() => ({ ...limits, maxEntries }));
    const two = zipped('two.zip', { 'a.png': '', 'b.png': '' });
    expect((await gathered(gatherer, two)).map(({ trouble }) => trouble?.code)).toEqual(['archive-limit']);
    maxEntries = 2;
    expect(pathsOf(await gathered(gatherer, two))).toEqual(['a.png', 'b.png']);
  });

  it('keeps its entries’ troubles beside the good ones', async () => {
    const items = await gathered(gathererOf(), zipped('x.zip', { '../out.png': 'x', 'in.png': 'y' }));
    expect(items.map(({ trouble }) => trouble?.code ?? null)).toEqual(['unsafe-path', null]);
  });
});

describe('picked files', () => {
  const inFolder = (path: string) =>
    Object.defineProperty(new File([''], path.split('/').at(-1) ?? ''), 'webkitRelativePath', { value: path });

  it('of a folder keep their path in it, and come in natural order', () => {
    const files = ['set/b/img10.png', 'set/b/img2.png', 'set/a.png'].map(inFolder);
    expect(filesFound(files).map(({ path }) => path)).toEqual(['set/a.png', 'set/b/img2.png', 'set/b/img10.png']);
  });

  it('that are loose stay in the order in which they were picked', () => {
    const files = ['b.png', 'a.png'].map((name) => new File([''], name));
    expect(filesFound(files).map(({ path }) => path)).toEqual(['b.png', 'a.png']);
  });
});

it('puts names in one order on every machine, numbers by their value', () => {
  const names = ['img10', 'IMG2', 'img2', 'ä', 'z', 'img1', 'a'].map((name) => ({ name }));
  const sorted = inOrder(names).map(({ name }) => name);
  expect(sorted).toEqual(inOrder(names.reverse()).map(({ name }) => name));
  expect(sorted).toEqual(['a', 'ä', 'img1', 'img2', 'IMG2', 'img10', 'z']);
});
