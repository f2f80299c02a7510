import { expect, test, vi } from 'vitest';
import { Thumbnails } from './thumbnails';
import type { Pictured, Thumb } from './thumbnails';

const stored = { width: 1, height: 1, orientation: 1 } as const;
const row = (id: number) => ({ id }) as Pictured; // Nobody asks for its file here.

/** Makes thumbnails when the test says so. */
function slow() {
  const asked: { id: number; done: (thumb: Thumb) => void; signal: AbortSignal }[] = [];
  const make = ({ id }: Pictured, signal: AbortSignal) =>
    new Promise<Thumb>((done) => asked.push({ id, done, signal }));
  return { asked, make };
}

test('makes no more at once than allowed, and the next when one is done', async () => {
  const { asked, make } = slow();
  const thumbnails = new Thumbnails(make, () => 2);
  const told = vi.fn();
  for (const id of [0, 1, 2]) thumbnails.watch(row(id), told);
  expect(asked.map(({ id }) => id)).toEqual([0, 1]);
  asked[0]?.done({ url: 'blob:0', width: 1, height: 1, stored });
  await vi.waitFor(() => expect(asked.map(({ id }) => id)).toEqual([0, 1, 2]));
  expect(thumbnails.get(0)?.url).toBe('blob:0');
  expect(told).toHaveBeenCalledTimes(1);
});

test('a row that leaves the screen before its turn is never made, and one being made is given up', () => {
  const { asked, make } = slow();
  const thumbnails = new Thumbnails(make, () => 1);
  const leave = thumbnails.watch(row(0), () => undefined);
  thumbnails.watch(row(1), () => undefined)();
  leave();
  expect(asked.map(({ id }) => id)).toEqual([0]);
  expect(asked[0]?.signal.aborted).toBe(true);
});

test('addresses of the longest unseen are revoked', async () => {
  const revoked: string[] = [];
  vi.stubGlobal('URL', { revokeObjectURL: (url: string) => revoked.push(url) });
  const thumbnails = new Thumbnails(
    ({ id }) => Promise.resolve({ url: `blob:${id}`, width: 1, height: 1, stored }),
    () => 8,
  );
  for (let id = 0; id < 402; id++) thumbnails.watch(row(id), () => undefined);
  await vi.waitFor(() => expect(revoked).toEqual(['blob:0', 'blob:1']));
  vi.unstubAllGlobals();
});
