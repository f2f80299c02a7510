import { expect, test } from 'vitest';
import { readAhead } from './read-ahead';

/** Files of one byte, their place, that are read when `finish` is called, or fail. */
function slowFiles(many: number, bytes = 1) {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const files = Array.from({ length: many }, (_, at) => ({
    path: `${at}.txt`,
    bytes,
    read: (from = 0, to = bytes) => {
      begun.push(at);
      return new Promise<Uint8Array>((resolve, reject) => {
        ends.push(() => (at === 3 ? reject(new Error('gone')) : resolve(Uint8Array.of(at, from, to))));
      });
    },
  }));
  const finish = () => ends.splice(0).forEach((end) => end());
  return { files: readAhead(files), begun, finish };
}

test('while one is read so are those behind it, sixteen at most, and each once', async () => {
  const { files, begun, finish } = slowFiles(40);
  const first = files[0]!.read();
  expect(begun).toEqual(Array.from({ length: 17 }, (_, at) => at));
  finish();
  expect(await first).toEqual(Uint8Array.of(0, 0, 1));
  for (const [at, file] of files.entries()) {
    if (at === 0) continue;
    const read = file.read();
    finish();
    if (at === 3) await expect(read).rejects.toThrow('gone');
    else expect(await read).toEqual(Uint8Array.of(at, 0, 1));
  }
  expect(begun).toEqual(Array.from({ length: 40 }, (_, at) => at));
});

test('files asked for here and there, parts of files and large files are read alone', async () => {
  const { files, begun } = slowFiles(40);
  for (const at of [7, 20, 12]) void files[at]!.read().catch(() => undefined);
  expect(begun).toEqual([7, 20, 12]);
  const large = slowFiles(3, 100_000);
  void large.files[0]!.read();
  void large.files[1]!.read(5, 9);
  expect(large.begun).toEqual([0, 1]);
});

test('one read again is read anew: nothing stays in memory', async () => {
  const { files, begun, finish } = slowFiles(3);
  for (const _ of [1, 2]) {
    const read = files[2]!.read();
    finish();
    expect(await read).toEqual(Uint8Array.of(2, 0, 1));
  }
  expect(begun).toEqual([2, 2]);
});
