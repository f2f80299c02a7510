import { expect, it } from 'vitest';
import type { Item } from '../../core/dataset/item';
import type { ReportItem } from '../../core/dataset/report';
import { isUsable, Items } from './items';

function withRows(...paths: readonly string[]): Items {
  const items = new Items();
  items.add(
    paths.map((path): Item => ({
      path,
      bytes: 1,
      trouble: null,
      read: () => Promise.reject(new Error('Expected no read.')),
    })),
  );
  return items;
}

const listed = (items: Items) =>
  Array.from({ length: items.get().shown?.length ?? items.get().total }, (_, at) => {
    const { item, state } = items.at(at)!; // As many as there are.
    return `${item.path}: ${state}`;
  });

it('files of labels stand behind the images, and wait for nothing', () => {
  const items = withRows('a.txt', 'a.jpg', 'b.txt', 'b.jpg');
  items.labelled(new Set(['a.txt', 'b.txt']));
  expect(items.get().images).toBe(items.get().total - 2);
  expect(listed(items)).toEqual(['a.jpg: waiting', 'b.jpg: waiting', 'a.txt: labels', 'b.txt: labels']);
  expect(items.get().counts).toMatchObject({ waiting: 2, labels: 2 });
  items.setFilter('labels');
  expect(listed(items)).toEqual(['a.txt: labels', 'b.txt: labels']);
});

it('files of labels are that after a run too, and no images to try anything on', () => {
  const items = withRows('a.txt', 'a.jpg', 'b.txt');
  items.labelled(new Set(['a.txt']));
  const ended = { width: null, height: null, outputs: [], notes: [], detail: null } as unknown as ReportItem; // What rows look at.
  items.settled({ ...ended, path: 'a.txt', status: 'skipped', code: 'label-file' });
  items.settled({ ...ended, path: 'b.txt', status: 'skipped', code: 'not-an-image' });
  expect(listed(items)).toEqual(['a.jpg: waiting', 'b.txt: skipped', 'a.txt: labels']);
  expect(items.rows().filter(isUsable).map(({ item }) => item.path)).toEqual(['a.jpg']); // prettier-ignore
});

it('what is no label any more waits again, and a run that begins anew leaves labels what they are', () => {
  const items = withRows('a.txt', 'a.jpg', 'b.txt');
  items.labelled(new Set(['a.txt', 'b.txt']));
  items.labelled(new Set(['b.txt']));
  items.wait(null);
  expect(listed(items)).toEqual(['a.txt: waiting', 'a.jpg: waiting', 'b.txt: labels']);
  items.labelled(new Set());
  expect(items.get().shown).toBeNull();
  expect(listed(items)).toEqual(['a.txt: waiting', 'a.jpg: waiting', 'b.txt: waiting']);
});
