import { beforeEach, describe, expect, it } from 'vitest';
import type { Item } from '../../core/dataset/item';
import type { ReportItem } from '../../core/dataset/report';
import { Entries } from './entries';

let withdrawn: (readonly string[])[];
let entries: Entries;
beforeEach(() => {
  withdrawn = [];
  entries = new Entries((paths) => withdrawn.push(paths));
});

const item = (path: string) => ({ path, bytes: 1, trouble: null }) as unknown as Item; // What the list reads of one.
const row = { status: 'done' } as ReportItem; // That it is there is all that counts.
const file = (name: string) => new File(['a'], name);

/** Enters images that are done, each with one result. */
function done(...paths: readonly string[]): void {
  for (const path of paths) {
    entries.enter(item(path), true);
    const entry = entries.all.at(-1)!; // Just entered.
    Object.assign(entry, { state: 'done', row });
    entry.files.set(`${path}.webp`, file(path));
  }
}

describe('what a field holds', () => {
  it('is in the order in which it came, each with a number of its own, and labels are no images', () => {
    for (const path of ['set/b.jpg', 'set/b.txt', 'set/a.jpg']) entries.enter(item(path), false);
    expect(entries.all.map(({ name, isBeside }) => [name, isBeside])).toEqual([
      ['b.jpg', false],
      ['b.txt', true],
      ['a.jpg', false],
    ]);
    expect(entries.images.map(({ name }) => name)).toEqual(['b.jpg', 'a.jpg']);
    expect(entries.waiting).toHaveLength(3);
    const ids = entries.all.map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(entries.find(ids[1]!)?.name).toBe('b.txt');
  });

  it('withdraws what one image came to, and the labels that spoke of it, when that is taken off', () => {
    done('a.jpg', 'b.jpg');
    entries.wroteLabels('labels.csv', file('labels.csv'));
    expect([entries.paths, entries.labelFiles]).toEqual([['a.jpg.webp', 'b.jpg.webp', 'labels.csv'], 1]);
    entries.remove(entries.all[0]!);
    expect(withdrawn).toEqual([['a.jpg.webp', 'labels.csv']]);
    expect([entries.paths, entries.labelFiles]).toEqual([['b.jpg.webp'], 0]);
  });

  it('begins again what it is told to and what was under way, and says once which results go', () => {
    done('a.jpg', 'b.jpg', 'c.jpg');
    entries.enter(item('d.jpg'), true);
    entries.all[3]!.state = 'running';
    entries.beginAgain(({ name }) => name < 'c');
    expect(entries.waiting.map(({ name }) => name)).toEqual(['a.jpg', 'b.jpg', 'd.jpg']);
    expect(entries.all.map(({ row: its }) => its)).toEqual([null, null, row, null]);
    expect(withdrawn).toEqual([['a.jpg.webp', 'b.jpg.webp']]);
    entries.beginAgain(({ name }) => name === 'd.jpg');
    expect(withdrawn).toHaveLength(1);
  });

  it('shows the results of one image together that the page had kept, and never begins those again', () => {
    entries.restore({ path: 'x-1.webp', of: 7, file: file('x-1.webp') });
    entries.restore({ path: 'x-2.webp', of: 7, file: file('x-2.webp') });
    entries.restore({ path: 'labels.csv', of: 0, file: file('labels.csv') });
    expect(entries.all).toMatchObject([{ id: 7, name: 'x-1.webp', item: null, state: 'done' }]);
    entries.beginAgain(() => true);
    expect([entries.waiting, withdrawn]).toEqual([[], []]);
    expect(entries.paths).toEqual(['x-1.webp', 'x-2.webp', 'labels.csv']);
  });

  it('is nothing once it is cleared, and nobody is told of single results', () => {
    done('a.jpg');
    entries.wroteLabels('labels.csv', file('labels.csv'));
    entries.clear();
    expect([entries.all, entries.paths, withdrawn]).toEqual([[], [], []]);
  });
});
