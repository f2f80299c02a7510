import { expect, it } from 'vitest';
import { random } from '../core/random';
import { FileWindows } from './file-window';

const content = Uint8Array.from({ length: 5_000_000 }, (_, at) => (at * 31 + (at >> 8)) % 251);

function counted() {
  const reads: number[] = [];
  const read = (from = 0, to = content.length) => {
    reads.push(to - from);
    return Promise.resolve(content.slice(from, to));
  };
  return { reads, file: new FileWindows().of({ path: 'd/a.json', bytes: content.length, read }) };
}

it('reads parts in a row a million bytes at a time', async () => {
  const { reads, file } = counted();
  for (let at = 0; at + 500 <= content.length; at += 500)
    expect(Buffer.compare(await file.read(at, at + 500), content.subarray(at, at + 500))).toBe(0);
  expect(reads.length).toBeLessThan(15);
  expect(Math.max(...reads)).toBeLessThanOrEqual(1_000_000);
});

it('gives any part, also of several that are asked for at once', async () => {
  const { file } = counted();
  const draw = random(1, 'windows');
  const parts = Array.from({ length: 200 }, () => {
    const from = draw.integer(0, content.length - 1);
    return [
      from,
      Math.min(content.length, from + draw.integer(0, draw.integer(0, 9) === 0 ? 2_000_000 : 2000)),
    ] as const;
  });
  const all = await Promise.all(parts.map(([from, to]) => file.read(from, to)));
  for (const [index, [from, to]] of parts.entries())
    expect(Buffer.compare(all[index]!, content.subarray(from, to))).toBe(0);
  expect((await file.read()).length).toBe(content.length);
});

it('keeps one window for a file, however often it is asked for', () => {
  const windows = new FileWindows();
  const file = { path: 'd/a.json', bytes: 0, read: () => Promise.resolve(new Uint8Array()) };
  expect(windows.of(file)).toBe(windows.of(file));
});
