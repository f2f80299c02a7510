import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { make } from './drive';
import { temporaryFolder } from './visit';

/** Three photographs that EXIF turns clockwise, labelled by a tool that ignored it; one label of `c` has no area. */
async function turnedSet(): Promise<string> {
  const set = join(temporaryFolder(), 'set');
  mkdirSync(join(set, 'Annotations'), { recursive: true });
  mkdirSync(join(set, 'JPEGImages'));
  for (const stem of ['a', 'b', 'c']) {
    const grey = sharp({ create: { width: 40, height: 20, channels: 3, background: '#888' } });
    await grey
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toFile(join(set, 'JPEGImages', `${stem}.jpg`));
    const right = stem === 'c' ? 2 : 38;
    const box = `<bndbox><xmin>2</xmin><ymin>4</ymin><xmax>${right}</xmax><ymax>8</ymax></bndbox>`;
    writeFileSync(
      join(set, 'Annotations', `${stem}.xml`),
      `<annotation><filename>${stem}.jpg</filename><size><width>40</width><height>20</height><depth>3</depth></size><object><name>cat</name><difficult>1</difficult>${box}</object></annotation>`,
    );
  }
  return set;
}

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
  expect(stderr).toMatch(/drawn on the images as they are stored: 3 of 3 images/);
});
