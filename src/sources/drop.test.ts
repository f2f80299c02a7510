import { describe, expect, it } from 'vitest';
import { dropFound } from './drop';

/** A file system's entries as browsers hand them over; a real drop is in the end-to-end tests. */
type Tree = { readonly [name: string]: Tree | string | null };

/** What may not be opened. */
const locked: Tree = {};

/** @param node A folder's tree, a file's content, or null for a file that has vanished since it was listed. */
function entryOf(name: string, node: Tree | string | null, parent = ''): FileSystemEntry {
  const fullPath = `${parent}/${name}`;
  const isDirectory = typeof node === 'object' && node !== null;
  const entry = {
    ...{ name, fullPath, isDirectory, isFile: !isDirectory },
    file: (resolve: FileCallback, reject: ErrorCallback) =>
      typeof node === 'string'
        ? resolve(new File([node], name))
        : reject(new DOMException('Not found', 'NotFoundError')),
    createReader: () => {
      const left = Object.entries(node as Tree).map(([child, below]) => entryOf(child, below, fullPath));
      // A hundred at a time, as Chromium does.
      return {
        readEntries: (resolve: FileSystemEntriesCallback, reject: ErrorCallback) =>
          node === locked ? reject(new DOMException('No', 'NotReadableError')) : resolve(left.splice(0, 100)),
      };
    },
  };
  return entry as unknown as FileSystemEntry; // What the walk uses of it.
}

function transferOf(tree: Tree): DataTransfer {
  const items = Object.entries(tree).map(([name, node]) => ({
    kind: 'file',
    webkitGetAsEntry: () => entryOf(name, node),
  }));
  return { items, files: [] } as unknown as DataTransfer;
}

async function pathsOf(transfer: DataTransfer): Promise<string[]> {
  const paths: string[] = [];
  for await (const { path } of dropFound(transfer)) paths.push(path);
  return paths;
}

describe('a drop', () => {
  it('brings folders with everything in them, in natural order, at any depth', async () => {
    const tree = {
      set: { 'img10.png': '', 'img2.png': '', deep: { er: { 'x.png': '' } }, empty: {} },
      'loose.png': '',
    };
    expect(await pathsOf(transferOf(tree))).toEqual([
      'set/deep/er/x.png',
      'set/img2.png',
      'set/img10.png',
      'loose.png',
    ]);
  });

  it('brings every file of a folder with more than `readEntries` gives at once', async () => {
    const many = Object.fromEntries(Array.from({ length: 1234 }, (_, at) => [`${at}.png`, '']));
    const paths = await pathsOf(transferOf({ set: many }));
    expect(paths).toHaveLength(1234);
    expect(paths).toEqual(Array.from({ length: 1234 }, (_, at) => `set/${at}.png`));
  });

  it('brings what was listed and cannot be had too, files and folders, so that it has its outcome', async () => {
    const tree = { set: { 'a.png': '', 'b.png': null, locked, 'z.png': '' } };
    const found: [string, boolean][] = [];
    for await (const { path, file } of dropFound(transferOf(tree))) found.push([path, file !== null]);
    expect(found).toEqual([
      ['set/a.png', true],
      ['set/b.png', false],
      ['set/locked', false],
      ['set/z.png', true],
    ]);
  });

  it('brings a pasted picture, which is no file of a file system', async () => {
    const pasted = {
      items: [{ kind: 'file', webkitGetAsEntry: () => null }],
      files: [new File([''], 'image.png')],
    } as unknown as DataTransfer;
    expect(await pathsOf(pasted)).toEqual(['image.png']);
  });

  it('of a text brings nothing', async () => {
    const text = { items: [{ kind: 'string', webkitGetAsEntry: () => null }], files: [] } as unknown as DataTransfer;
    expect(await pathsOf(text)).toEqual([]);
  });
});
