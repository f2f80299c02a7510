import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findLabels } from '../src/labels/find';
import { usualOptions } from '../src/labels/format';
import { folderOf } from '../src/labels/testing/memory';
import { strictReaders } from '../src/labels/testing/strict/readers';
import { make, type Made } from './drive';
import { corpus, isThere, pairs, ways, type Pair } from './labelled-sets';

if (!isThere) console.warn('The corpus is not there: the driver does not turn its labelled sets into other formats.');

/** Losses after which a label is in no file, or several are one. */
const gone = /^(?:mask-left-out|box-left-out|hidden-left-out|polyline-left-out|no-shape-left-out|instances-merged)$/;

/** What the strict reader of the format finds; bounds held to the image that they are of. */
function read({ out, report, files }: Made, { write, way }: Pair): { readonly many: number; readonly wrong: string[] } {
  const sizes = new Map(report.items.flatMap(({ outputs }) => outputs.map((one) => [one.path, one] as const)));
  const written = files
    .filter((path) => !sizes.has(path))
    .map((path) => ({ path, bytes: new Uint8Array(readFileSync(join(out, path))) }));
  expect(written.length).toBe(report.labels!.outputs.files);
  const rows = strictReaders[write]!(written, { paths: [...sizes.keys()], sizeOf: (path) => sizes.get(path)! });
  const wrong: string[] = [];
  // Labels that no step moved are written as they were read, also where they stick out.
  const near = way === 'copied' ? 1 : 1e-3;
  for (const { image, kind, class: name, numbers } of rows) {
    const { width, height } = sizes.get(image)!;
    const isInside = numbers
      .slice(0, kind === 'mask' ? 4 : undefined)
      .every((one, at) => one >= -near && one <= (at % 2 === 0 ? width : height) + near);
    if (!isInside && kind !== 'oriented') wrong.push(`${image}: a ${kind} of ${name} at ${numbers.join()}`);
  }
  return { many: rows.filter(({ kind }) => kind !== 'class').length, wrong };
}

describe.skipIf(!isThere)('the driver turns a labelled set', () => {
  test.for(pairs)('$folders, read as $read, $way, into $write', async (pair) => {
    const { folders, read: meant, write, way } = pair;
    const recipe = { version: 1, seed: 7, ...ways[way], labels: { read: meant, write } };
    const made = await make(
      folders.split(' ').map((folder) => join(corpus, folder)),
      { recipe },
    );
    const { labels, counts } = made.report;
    expect(counts.failed).toBe(0);
    expect(labels).toMatchObject({ refused: null, written: write });
    const { found, outputs, drops, losses } = labels!;
    expect(outputs.images).toBe(made.report.items.flatMap((item) => item.outputs).length);
    const dropped = drops.reduce((sum, { count }) => sum + count, 0);
    if (way === 'copied') expect([outputs.labels, dropped]).toEqual([found.labels, 0]);
    if (way === 'moved') expect(outputs.labels + dropped).toBe(found.labels);
    if (way === 'tiled') expect(outputs.labels).toBeGreaterThanOrEqual(found.labels - dropped);

    const { many, wrong } = read(made, pair);
    expect(wrong).toEqual([]);
    const lost = losses.reduce((sum, { code, count }) => sum + (gone.test(code) ? count : 0), 0);
    // Of masks what is read is a class's pixels, not labels.
    if (write !== 'masks') {
      expect(many).toBeLessThanOrEqual(outputs.labels);
      expect(many + lost).toBeGreaterThanOrEqual(outputs.labels);
    }

    const again = folderOf(made.out, '.');
    const own = ({ path }: { readonly path: string }) => path.replace(/^\.\//, '');
    const files = again.files.map((file) => ({ ...file, path: own(file) }));
    const images = again.images.map((path) => own({ path }));
    const back = await findLabels({
      files: files.filter(({ path }) => path !== 'report.json'),
      images,
      read: write,
      options: usualOptions,
    });
    if (back.kind === 'none') expect(lost > 0 || outputs.labels === 0).toBe(true);
    else expect(back).toMatchObject({ kind: 'found', set: { troubles: [] } });
    if (back.kind === 'found' && losses.length === 0) expect(back.counts.labels).toBe(outputs.labels);
  });
});
