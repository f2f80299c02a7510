import { expect, test } from 'vitest';
import type { Item } from '../core/dataset/item';
import type { Head } from '../desk/label-api';
import { frameOf } from './frame-of';

const finding = { frame: 'upright', looked: 0 } as unknown as Awaited<ReturnType<typeof frameOf>>['frame']; // As it came.
const itemsOf = (many: number): Item[] =>
  Array.from({ length: many }, (_, at) => ({
    path: String(at), bytes: 9, trouble: null, file: new Blob(['a']), read: () => Promise.reject(new Error('unread')),
  })); // prettier-ignore

/** A desk that wants all of these. @param turned Paths of those on their side. */
function deskFor(items: readonly Item[], turned: readonly string[] = []) {
  const messages: string[][] = [];
  return {
    messages,
    frameWitnesses: () => Promise.resolve(items.map(({ path }) => path)),
    hearFrames: (heads: readonly Head[]) => {
      const paths = heads.map(({ path }) => path);
      messages.push(paths);
      return Promise.resolve(paths.filter((path) => turned.includes(path)));
    },
    foundFrame: () => Promise.resolve(finding),
  };
}

test('the beginnings of images are heard many in a message, and the first that lies on its side is told', async () => {
  const items = itemsOf(120);
  const desk = deskFor(items, ['99', '70', '110']);
  expect(await frameOf(desk, items)).toEqual({ frame: finding, turned: '70' });
  expect(desk.messages.map((paths) => paths.length)).toEqual([50, 50, 20]);
  expect(desk.messages.flat()).toEqual(items.map(({ path }) => path));
});

test('of many images two thousand are heard, spread over all', async () => {
  const items = itemsOf(5000);
  const desk = deskFor(items);
  expect((await frameOf(desk, items)).turned).toBeNull();
  const heard = desk.messages.flat();
  expect(heard.length).toBe(2000);
  expect([heard[0], heard[1], heard[1999]]).toEqual(['0', '2', '4997']);
});
