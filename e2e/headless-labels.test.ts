import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drive, filesUnder, make, recipeFile } from './drive';
import { picture } from './pictures';
import { turnedSet } from './turned-set';
import { temporaryFolder } from './visit';

test('labels drawn on stored photographs are found out, checked, turned upright and written as YOLO, and all is said', async () => {
  const recipe = {
    version: 1,
    steps: [{ op: 'auto-orient' }],
    labels: { frame: 'auto', onError: 'fail', write: 'yolo' },
  };
  const { report, out, stderr } = await make([await turnedSet()], { recipe });
  expect(report.labels?.frame).toMatchObject({ frame: 'stored', turned: 3, stored: { size: 3, places: 2 } });
  expect(report.labels?.checks).toEqual([{ code: 'no-area', count: 1 }]);
  expect(report.items.filter(({ status }) => status === 'failed')).toMatchObject([
    { path: 'set/JPEGImages/c.jpg', code: 'wrong-labels' },
  ]);
  // Stored x from 2 to 38 and y from 4 to 8 of 40 × 20, turned clockwise: x from 12 to 16 and y from 2 to 38 of 20 × 40.
  expect(readFileSync(join(out, 'set/JPEGImages/a.txt'), 'utf8')).toBe('0 0.7 0.5 0.2 0.9\n');
  expect(stderr).toContain('What yolo-detect cannot hold: 2 labels without flags that they have.');
  expect(stderr).toContain('1 not as they should be (no-area 1;');
  expect(stderr).toMatch(/drawn on the images as stored: of 3 images/);
});

test('images that differ by their extension alone are named apart where labels are found without it', async () => {
  const set = join(temporaryFolder(), 'set');
  const names = ['a.jpg', 'a.png', 'b.jpg'];
  for (const name of names) await picture(join(set, 'images', name), { width: 40, height: 20 });
  const boxes = names.map((_, id) => ({ id, image_id: id, category_id: 0, bbox: [0, 0, 8 * (id + 1), 20] }));
  const json = {
    images: names.map((name, id) => ({ id, file_name: name, width: 40, height: 20 })),
    categories: [{ id: 0, name: 'cat' }],
    annotations: boxes,
  };
  writeFileSync(join(set, 'all.json'), JSON.stringify(json));
  const copied = (write: string) =>
    make([set], { recipe: { version: 1, steps: [], output: { format: 'copy' }, labels: { write } } });

  const yolo = await copied('yolo');
  const stems = ['a (2)', 'a', 'b'];
  expect(yolo.files).toEqual([
    'data.yaml',
    ...['a (2).png', 'a.jpg', 'b.jpg'].map((name) => `set/images/${name}`),
    ...stems.map((stem) => `set/labels/${stem}.txt`),
  ]);
  const rows = stems.map((stem) => readFileSync(join(yolo.out, `set/labels/${stem}.txt`), 'utf8'));
  expect(rows).toEqual(['0 0.2 0.5 0.4 1\n', '0 0.1 0.5 0.2 1\n', '0 0.3 0.5 0.6 1\n']);
  expect(yolo.report.labels?.losses).toEqual([{ code: 'id-left-out', count: 3 }]);
  expect(yolo.report.items.flatMap(({ notes }) => notes)).toMatchObject([{ code: 'renamed' }]);

  const coco = await copied('same');
  expect(coco.files.filter((path) => path.startsWith('set/'))).toEqual(names.map((name) => `set/images/${name}`));
});

test('boxes are read by name beside masks: these are left out, and are no images', async () => {
  const set = join(temporaryFolder(), 'set');
  await picture(join(set, 'images/a.png'), { width: 40, height: 20 });
  await picture(join(set, 'masks/a.png'), { width: 40, height: 20 });
  mkdirSync(join(set, 'labels'));
  writeFileSync(join(set, 'labels/a.txt'), '0 0.5 0.5 0.25 0.5\n');
  const recipe = { version: 1, steps: [{ op: 'rotate', angle: 90, expand: true }], labels: { read: 'yolo-detect' } };
  const { report, out, files, stderr } = await make([set], { recipe });
  expect(report.items.map(({ path, status, code }) => [path, status, code])).toEqual([
    ['set/images/a.png', 'done', null],
    ['set/labels/a.txt', 'skipped', 'label-file'],
    ['set/masks/a.png', 'skipped', 'unread-mask'],
  ]);
  expect(files).toEqual(['data.yaml', 'set/images/a.jpg', 'set/labels/a.txt']);
  expect(readFileSync(join(out, 'set/labels/a.txt'), 'utf8')).toBe('0 0.5 0.5 0.5 0.25\n');
  expect(stderr).toContain('Masks left out, of a format that is not read: 1.');
});

test('labels in several formats are refused with the choice before anything is written, and left aside where the recipe says so', async () => {
  const set = join(temporaryFolder(), 'set');
  await picture(join(set, 'images/a.png'), { width: 40, height: 20 });
  mkdirSync(join(set, 'labels'));
  writeFileSync(join(set, 'labels/a.txt'), '0 0.5 0.5 0.25 0.5\n');
  const coco = { images: [{ id: 1, file_name: 'a.png', width: 40, height: 20 }], categories: [], annotations: [] };
  writeFileSync(join(set, 'all.json'), JSON.stringify(coco));
  const recipe = { version: 1, steps: [], output: { format: 'copy' } };
  const out = join(temporaryFolder(), 'out');
  const run = (labels: object) => drive(['--recipe', recipeFile({ ...recipe, labels }), '--out', out, set]);

  const several = await run({});
  expect(several.code, several.stderr).toBe(2);
  expect(several.stderr).toMatch(
    /Labels in several formats were found: yolo-detect, coco\. Say in `labels\.read` which of them are meant, or none\.\n$/,
  );
  const other = await run({ read: 'kitti' });
  expect([other.code, other.stderr]).toEqual([
    2,
    expect.stringMatching(/Expected labels in the format kitti, found yolo-detect, coco\.\n$/),
  ]);
  expect(filesUnder(out)).toEqual([]);

  const none = await make([set], { recipe: { ...recipe, labels: { read: 'none' } } });
  expect(none.report.labels).toBeUndefined();
  expect(none.report.counts).toEqual({ done: 1, skipped: 2, failed: 0 });
});

test('that there are no labels of the format asked for is told in the report, and said', async () => {
  const image = await picture(join(temporaryFolder(), 'a.png'), { width: 40, height: 20 });
  const { report, stderr } = await make([image], { recipe: { version: 1, steps: [], labels: { read: 'coco' } } });
  const detail = 'Expected labels in the format coco, found none in any format among 0 files that may hold some.';
  expect(report.labels?.troubles).toEqual([{ code: 'no-labels', file: '', where: '', detail }]);
  expect(stderr).toContain(detail);
});
