import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../src/core/operations/index';
import { pagesFolder, pictures, texts } from './index';
import { picturePath } from './pages';

const root = join(import.meta.dirname, '../..');
const again = 'Run `npm run generate` and commit what it writes.';

describe('what is drawn from the declarations', () => {
  it.each(Object.entries(texts()))('%s is as declared', (path, text) => {
    expect(existsSync(join(root, path)), `${path} is missing. ${again}`).toBe(true);
    expect(readFileSync(join(root, path), 'utf8'), `${path} is out of date. ${again}`).toBe(text);
  });

  it('has no file of an operation that is gone', () => {
    const expected = [...Object.keys(texts()), ...operations.map(picturePath)].filter((path) =>
      path.startsWith(pagesFolder),
    );
    const found = readdirSync(join(root, pagesFolder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
    expect(found.sort(), again).toEqual(expected.sort());
  });

  it('shows every operation, with every parameter', () => {
    const pages = texts();
    for (const { id, title, params } of operations) {
      expect(pages[`${pagesFolder}/README.md`]).toContain(`[${title}](${id}.md)`);
      for (const key of Object.keys(params.shape)) expect(pages[`${pagesFolder}/${id}.md`]).toContain(`| \`${key}\` |`);
    }
  });
});

describe('the picture of an operation', () => {
  let made: Record<string, Uint8Array>;
  beforeAll(async () => {
    made = await pictures();
  });

  it.each(operations.map((one) => [one.id, picturePath(one)]))(
    'of %s is small, and what its example makes',
    (_, path) => {
      const file = join(root, path);
      expect(existsSync(file), `${path} is missing. ${again}`).toBe(true);
      expect(statSync(file).size).toBeLessThan(30_000);
      const kept = PNG.sync.read(readFileSync(file));
      const now = PNG.sync.read(Buffer.from(made[path] ?? []));
      expect([kept.width, kept.height], `${path} is out of date. ${again}`).toEqual([now.width, now.height]);
      // Another build of libvips may round its sums otherwise, by a level or two here and there.
      let far = 0;
      let worst = 0;
      for (let at = 0; at < kept.data.length; at++) {
        const apart = Math.abs(kept.data[at]! - now.data[at]!);
        worst = Math.max(worst, apart);
        if (apart > 2) far++;
      }
      expect(far / kept.data.length, `${path} is out of date. ${again}`).toBeLessThan(0.001);
      expect(worst, `${path} is out of date. ${again}`).toBeLessThan(32);
    },
  );

  it('shows that the operation does something', () => {
    for (const one of operations) {
      const { width, height, data } = PNG.sync.read(Buffer.from(made[picturePath(one)] ?? []));
      const row = (y: number, from: number, to: number) => data.subarray((y * width + from) * 4, (y * width + to) * 4);
      // Before begins at the left edge and after ends at the right one: equal halves would be an example of nothing.
      const half = Math.floor((width - 28) / 2);
      const rows = [...Array(height).keys()];
      expect(
        rows.every((y) => row(y, 0, half).equals(row(y, width - half, width))),
        one.id,
      ).toBe(false);
    }
  });
});
