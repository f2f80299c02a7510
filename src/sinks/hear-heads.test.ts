import { expect, test } from 'vitest';
import type { Item } from '../core/dataset/item';
import type { Head } from '../desk/label-api';
import { hearHeads } from './hear-heads';

/** An entry of an archive: it has no file, and is unpacked whole. */
const entry = (path: string, bytes: number): Item => ({ path, bytes, trouble: null, read: () => Promise.resolve(new ArrayBuffer(Math.min(bytes, 2e6))) }); // prettier-ignore

/** A desk that wants all of these. @param heard Is called for each message. */
function deskFor(items: readonly Item[], heard: () => void = () => undefined) {
  const messages: (readonly Head[])[] = [];
  return {
    messages,
    paths: () => messages.flat().map(({ path }) => path),
    headsWanted: () => Promise.resolve(items.map(({ path }) => path)),
    hearHeads: (heads: readonly Head[]) => {
      messages.push(heads);
      heard();
      return Promise.resolve();
    },
  };
}

const never = new AbortController().signal;

test('entries of archives are unpacked for their beginnings up to 200 MB in all, smaller ones behind a large one too', async () => {
  const items = [entry('a', 150e6), entry('b', 100e6), entry('c', 50e6), entry('d', 1)];
  const desk = deskFor(items);
  await hearHeads(desk, items, never);
  expect(desk.paths()).toEqual(['a', 'c']);
  for (const { head } of desk.messages.flat()) expect((head as ArrayBuffer).byteLength).toBe(1e6);
});

test('files are handed over by their beginnings, unread, and what is no item or has trouble is passed by', async () => {
  const file = new Blob([new Uint8Array(3e6)]);
  const read = () => Promise.reject(new Error('A file is not read whole.'));
  const items: Item[] = [
    { path: 'a', bytes: 3e6, trouble: null, file, read },
    { path: 'b', bytes: 3e6, trouble: { code: 'unsafe-path', detail: 'Expected another path.' }, file, read },
    { path: 'c', bytes: 3e6, trouble: null, read },
  ];
  const desk = deskFor([...items, entry('gone', 1)]);
  await hearHeads(desk, items, never);
  expect(desk.paths()).toEqual(['a']);
  expect((desk.messages[0]?.[0]?.head as Blob).size).toBe(1e6);
});

test('a run that begins ends the look, after the message under way', async () => {
  const items = Array.from({ length: 200 }, (_, at) => entry(String(at), 10));
  const controller = new AbortController();
  const desk = deskFor(items, () => controller.abort());
  await hearHeads(desk, items, controller.signal);
  expect(desk.messages.map((heads) => heads.length)).toEqual([50]);
});
