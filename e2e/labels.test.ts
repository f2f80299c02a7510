import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { readArchive } from './archive';
import { keypointsZip, yoloZip } from './engines/labelled';
import { turnedSet } from './turned-set';
import { visit } from './visit';

test('labels are told in a line, drawn over after where the file that is written has them, and listed', async () => {
  const page = await visit();
  await page.loadRecipe({
    version: 1,
    steps: [
      { op: 'resize', width: 80 },
      { op: 'rotate', angle: 90 },
    ],
    output: { format: 'png' },
  });
  await page.pick(await yoloZip());
  const found = page.page.getByRole('region', { name: 'Labels found' });
  await found.getByText(/^YOLO.* on /).waitFor();
  expect(await found.locator('p').innerText()).toMatch(/^YOLO.*, 2 classes, 6 boxes on 3 images, train$/);
  // A cat in the upper left quarter of 160 × 120 pixels, a dog right of the middle: a line of each class.
  const thumb = page.row('set/images/train/a.jpg').locator('.thumb-labels path:not(.thumb-halo)');
  await thumb.nth(1).waitFor({ state: 'attached' });
  expect(await thumb.evaluateAll((all) => all.map((path) => path.getAttribute('d')))).toEqual(['M0 0H80V60H0Z', 'M100 45H140V75H100Z']); // prettier-ignore
  await page.run(7);
  const outcomes = await page.page.locator('.outcome').allTextContents();
  expect(outcomes.map((words) => words.trim())).toEqual(['3 done', '4 label files']);
  const { files } = readArchive(await page.downloadAll());
  const rows = String(files.get('set/labels/train/a.txt'))
    .trim()
    .split('\n')
    .map((row) => row.split(' ').map(Number));
  await page.row('set/images/train/a.jpg').click();
  const layer = page.page.locator('.compare-layer').nth(1);
  await layer.locator('.label-shape').nth(1).waitFor();
  // On the screen: each box as shares of the picture's sides, which lies fitted in its element.
  const drawn = await layer.evaluate(async (element) => {
    const picture = element.querySelector('img')!;
    await picture.decode();
    await new Promise(requestAnimationFrame);
    const { left, top, width, height } = picture.getBoundingClientRect();
    const scale = Math.min(width / picture.naturalWidth, height / picture.naturalHeight);
    const across = picture.naturalWidth * scale;
    const down = picture.naturalHeight * scale;
    return [...element.querySelectorAll<SVGPathElement>('.label-halo')].map((path) => {
      const box = path.getBBox();
      const matrix = path.getScreenCTM()!;
      const from = new DOMPoint(box.x, box.y).matrixTransform(matrix);
      const to = new DOMPoint(box.x + box.width, box.y + box.height).matrixTransform(matrix);
      const x0 = left + (width - across) / 2;
      const y0 = top + (height - down) / 2;
      return [
        (from.x + to.x) / 2 / across - x0 / across,
        (from.y + to.y) / 2 / down - y0 / down,
        (to.x - from.x) / across,
        (to.y - from.y) / down,
      ];
    });
  });
  expect(rows.length).toBe(2);
  rows.forEach(([, ...place], at) => place.forEach((value, of) => expect(drawn[at]![of]).toBeCloseTo(value, 3)));

  const panel = page.page.getByRole('complementary', { name: 'Labels' });
  const listed = await panel.getByRole('list', { name: 'Labels after' }).getByRole('listitem').allInnerTexts();
  expect(listed.map((text) => text.split(',')[0])).toEqual(['cat', 'dog']);
  await panel.getByRole('checkbox', { name: /cat/ }).uncheck();
  expect(await layer.locator('.label-names text').allTextContents()).toEqual(['dog']);
  await panel.getByText('Show labels').click();
  expect(await layer.locator('.label-shape').count()).toBe(0);
});

test('a file of labels is counted apart from images, and is not worked on for ever', async () => {
  const page = await visit();
  await page.loadRecipe({ version: 1, steps: [], output: { format: 'copy' } });
  await page.pick(await yoloZip());
  await page.page.getByRole('region', { name: 'Labels found' }).waitFor();
  await page.row('set/images/train/a.jpg').click();
  const place = page.page.locator('.detail-place');
  expect(await place.innerText()).toBe('1 of 3');
  for (const _ of [1, 2, 3]) await page.button('Next image').click();
  await page.page.getByText('A file of labels, which go with their images.').waitFor();
  expect(await place.innerText()).toBe('1 of 4');
  expect(await page.page.locator('.fact', { hasText: 'After' }).innerText()).toMatch(/–$/);
  expect(await page.page.getByRole('slider', { name: 'Part shown before' }).count()).toBe(0);
});

test('where finding labels takes a while it is said so, until they are found', async () => {
  // The page waits for a second before it says so: here for nothing.
  const hasten = () => {
    const later = window.setTimeout;
    const soon = (run: () => void, ms?: number, ...rest: unknown[]) => later(run, ms === 1000 ? 0 : ms, ...rest);
    Object.defineProperty(window, 'setTimeout', { value: soon });
    const said: string[] = [];
    Object.assign(window, { said });
    const look = () => {
      const line = document.querySelector('[aria-label="Labels looked for"]')?.textContent;
      if (line) said.push(line);
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
  };
  const page = await visit({ init: hasten });
  await page.pick(await yoloZip());
  await page.page.getByRole('region', { name: 'Labels found' }).waitFor();
  expect(await page.page.evaluate(() => [...new Set((window as unknown as { said: string[] }).said)])).toEqual(['Looking for labels']); // prettier-ignore
  expect(await page.page.getByRole('region', { name: 'Labels looked for' }).count()).toBe(0);
});

test('what is wrong in label files is listed, and after a run what became of their labels is told', async () => {
  const page = await visit();
  // Half of each picture: of its dogs nothing is left.
  await page.loadRecipe({
    version: 1,
    steps: [{ op: 'crop', width: 0.5, height: 1, unit: 'fraction', align: 'left' }],
    output: { format: 'png' },
  });
  await page.pick(await yoloZip('cat\n'));
  const found = page.page.getByRole('region', { name: 'Labels found' });
  await found.getByText('1 trouble in label files').click();
  await found.getByText('set/labels/train/a.txt, line 3').waitFor();
  await found.getByRole('combobox', { name: 'Write labels as' }).selectOption('COCO');
  await page.run(7);
  await found.getByText('Written as COCO: 3 labels on 3 images, in 1 file. Left out: 3 outside the image.').waitFor();
});

test('the bones of a skeleton are drawn between its keypoints, and go where a mirror and a turn bring these', async () => {
  const page = await visit();
  await page.loadRecipe({
    version: 1,
    steps: [
      { op: 'flip', axis: 'horizontal' },
      { op: 'rotate', angle: 90 },
    ],
    output: { format: 'png' },
  });
  await page.pick(await keypointsZip());
  const thumb = page.row('set/images/train/a.jpg').locator('.thumb-labels path:not(.thumb-halo)');
  await thumb.waitFor({ state: 'attached' });
  expect(await thumb.getAttribute('d')).toContain('M80 20L120 60M120 60L100 100M80 20L30 90M80 20h0');
  await page.row('set/images/train/a.jpg').click();
  const bones = (layer: number) =>
    page.page
      .locator('.compare-layer')
      .nth(layer)
      .locator('.label-bone')
      .evaluateAll((all) =>
        all.map((bone) => [bone.hasAttribute('data-hidden'), bone.lastElementChild!.getAttribute('d')]),
      );
  await page.page.locator('.compare-layer').nth(1).locator('.label-bone').nth(1).waitFor();
  expect(await bones(0)).toEqual([
    [false, 'M80 20L120 60M120 60L100 100'],
    [true, 'M80 20L30 90'],
  ]);
  // The left ear is where the right one was, hidden, in the mirror: what joins it and the tail is another line than before.
  expect(await bones(1)).toEqual([
    [false, 'M100 80L60 40'],
    [true, 'M100 80L30 130M30 130L20 60'],
  ]);
});

test('labels go from one format to another beside images that are copied byte for byte', async () => {
  const zip = await yoloZip();
  const page = await visit();
  await page.loadRecipe({ version: 1, steps: [], output: { format: 'copy' }, labels: { write: 'coco' } });
  await page.pick(zip);
  await page.run(7);
  const { files, report } = readArchive(await page.downloadAll());
  expect(report.labels).toMatchObject({ read: 'yolo-detect', written: 'coco' });
  const given = Object.entries(unzipSync(readFileSync(zip))).filter(([path]) => path.endsWith('.jpg'));
  expect(given.length).toBe(3);
  for (const [path, bytes] of given) expect(files.get(path)?.equals(bytes), path).toBe(true);
  const json = [...files].filter(([path]) => path.endsWith('.json')).map(([, bytes]) => JSON.parse(String(bytes)));
  expect(json.length).toBe(1);
  // A cat in the upper left quarter of 160 × 120 pixels.
  expect(json[0].annotations.length).toBe(6);
  expect(json[0].annotations[0].bbox).toEqual([0, 0, 80, 60]);
});

test('which format labels are read in and written in is chosen on the page, where several are found too', async () => {
  const page = await visit();
  await page.loadRecipe({ version: 1, steps: [], output: { format: 'copy' } });
  await page.pick([await yoloZip(), await keypointsZip()]);
  const found = page.page.getByRole('region', { name: 'Labels found' });
  await found.getByText('Labels in YOLO detection and COCO were found').waitFor();
  // Nothing runs without an answer, which is asked for beside the button.
  const asked = page.page.getByRole('group', { name: 'Which labels are read' });
  expect(await asked.getByRole('button').allInnerTexts()).toEqual(['YOLO detection', 'COCO', 'No labels']);
  expect(await page.button('Run').isDisabled()).toBe(true);
  const read = found.getByRole('combobox', { name: 'Read labels as' });
  await read.selectOption('KITTI');
  await asked.getByText('No labels in KITTI were found, but in YOLO detection and COCO.').waitFor();
  expect(await page.button('Run').isDisabled()).toBe(true);
  await asked.getByRole('button', { name: 'COCO' }).click();
  await asked.waitFor({ state: 'detached' });
  await found.getByText(/^COCO.*, 1 class, 1 set of keypoints on 1 image/).waitFor();
  await found.getByRole('combobox', { name: 'Write labels as' }).selectOption('Pascal VOC');
  await found.getByText(/^As Pascal VOC: /).waitFor();
  expect((await page.keptRecipe()) as object).toMatchObject({ labels: { read: 'coco', write: 'voc' } });
  await page.button('Run').and(page.page.locator(':enabled')).click();
  await page.is('done');
  const { files, report } = readArchive(await page.downloadAll());
  expect(report.labels).toMatchObject({ read: 'coco', written: 'voc' });
  const told = [...files].filter(([path, text]) => path.endsWith('.xml') && String(text).includes('<name>cat</name>'));
  expect(told.length).toBe(1);
});

test('labels in several formats are left aside in one press, and one of undo asks again', async () => {
  const page = await visit();
  await page.loadRecipe({ version: 1, steps: [], output: { format: 'copy' } });
  await page.pick([await yoloZip(), await keypointsZip()]);
  const asked = page.page.getByRole('group', { name: 'Which labels are read' });
  const none = asked.getByRole('button', { name: 'No labels' });
  await none.press('Enter');
  await page.page.getByText('Labels are left aside.').waitFor();
  await page.button('Undo').click();
  await none.press('Enter');
  await page.button('Run').and(page.page.locator(':enabled')).click();
  await page.is('done');
  const { report } = readArchive(await page.downloadAll());
  expect([report.labels, report.counts.done]).toEqual([undefined, 6]);
});

test('what checks find wrong with labels is counted by kind, shows its images, and stands by the label', async () => {
  const page = await visit();
  await page.loadRecipe({ version: 1, steps: [], output: { format: 'copy' } });
  // A third label that has no width.
  await page.pick(await yoloZip('1 0.5 0.5 0 0.5\n'));
  const checks = page.page.getByRole('region', { name: 'Label checks' });
  // Before anything runs, of the headers of the images.
  await checks.getByText('Without an area: 1').waitFor();
  await page.run(7);
  await checks.getByText('Without an area: 1').click();
  const show = checks.getByRole('button', { name: 'Show the images' });
  await show.press('Enter');
  expect(await show.getAttribute('aria-pressed')).toBe('true');
  await expect.poll(() => page.page.locator('[data-path]').count()).toBe(1);
  await page.page.locator('[data-path]').click();
  const listed = page.page.getByRole('list', { name: 'Labels before' }).getByRole('listitem');
  await listed.nth(2).waitFor();
  expect(await listed.allInnerTexts()).toEqual([
    expect.not.stringContaining('Expected'),
    expect.not.stringContaining('Expected'),
    expect.stringContaining('Expected'),
  ]);
  const layer = page.page.locator('.compare-layer').first();
  expect(await layer.locator('[data-wrong] .label-mark').count()).toBe(1);
  const why = listed.nth(2).getByRole('button');
  await why.press('Enter');
  expect(await why.getAttribute('aria-pressed')).toBe('true');
  await layer.locator('[data-wrong] .label-mark[data-sought]').waitFor();
  // What the line between the two hid of it is shown.
  expect(await page.page.getByRole('slider', { name: 'Part shown before' }).getAttribute('aria-valuenow')).toBe('100');
});

test('the EXIF frame is told with its evidence, shown by both readings of one image, and chosen', async () => {
  const page = await visit();
  await page.loadRecipe({ version: 1, steps: [], output: { format: 'png' }, labels: { frame: 'auto' } });
  await page.drop(await turnedSet());
  const found = page.page.getByRole('region', { name: 'Labels found' });
  const turned = page.row('set/JPEGImages/a.jpg').locator('.thumb-labels g[transform="matrix(0 1 -1 0 20 0)"]');
  await turned.waitFor({ state: 'attached' });
  await found.getByText(/as stored: of 3 images/).click();
  const readings = found.getByRole('figure');
  await readings.nth(1).locator('.label-shape').waitFor();
  const outlines = await readings
    .locator('.label-halo')
    .evaluateAll((all) => all.map((path) => path.getAttribute('d')));
  // As it is shown the box lies across the picture and out of it; as it is stored it stands along it.
  expect(outlines).toEqual(['M2 4H38V8H2Z', 'M12 2H16V38H12Z']);
  await found.getByText('As shown', { exact: true }).first().click();
  await found.getByText(/images as shown, but of 3 images that EXIF lays on their side 3 say “as stored”/).waitFor();
  expect((await page.keptRecipe()) as object).toMatchObject({ labels: { frame: 'upright' } });
});

test.each([
  [1280, 800],
  [800, 600],
  [400, 800],
])('in a window of %i × %i both readings leave the list four rows, and all of it is reached', async (width, height) => {
  const page = await visit({ viewport: { width, height } });
  await page.loadRecipe({ version: 1, steps: [], output: { format: 'png' }, labels: { frame: 'auto' } });
  await page.drop(await turnedSet());
  const found = page.page.getByRole('region', { name: 'Labels found' });
  await found.getByText(/as stored: of 3 images/).click();
  const reading = found.getByRole('figure').nth(1);
  await reading.locator('.label-shape').waitFor();
  // Where there is room for them, both are seen as a whole at once.
  if (height >= 800 && width >= 1280)
    for (const figure of await found.getByRole('figure').all())
      expect(await isOnScreen(figure), await figure.innerText()).toBe(true);
  const list = page.page.getByRole('list', { name: /^Images/ });
  const rowPx = await page.row('set/JPEGImages/a.jpg').evaluate((row) => row.parentElement!.clientHeight);
  expect((await list.boundingBox())!.height).toBeGreaterThanOrEqual(4 * rowPx);
  // Scrolled to, each of them is on the screen as a whole: nothing cuts it off.
  for (const part of [reading, page.row('set/Annotations/a.xml'), found.getByText(/as stored: of 3/)]) {
    await part.scrollIntoViewIfNeeded();
    expect(await isOnScreen(part), await part.innerText()).toBe(true);
  }
});

/** Whether it is seen from its top to its bottom. */
function isOnScreen(part: Locator): Promise<boolean> {
  return part.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const at = (y: number) => element.contains(document.elementFromPoint((left + right) / 2, y));
    return at(top + 2) && at(bottom - 2);
  });
}

test('classes are renamed, ordered, merged and dropped by keyboard, taken back, and written so', async () => {
  const page = await visit();
  await page.loadRecipe({ version: 1, steps: [], output: { format: 'copy' } });
  await page.pick(await yoloZip());
  const found = page.page.getByRole('region', { name: 'Labels found' });
  await found.getByText('Classes', { exact: true }).click();
  const nameOf = (from: string) => found.getByRole('textbox', { name: `Name of ${from}`, exact: true });

  // Merged, which is one step of undo.
  await nameOf('dog').fill('cat');
  await nameOf('dog').press('Enter');
  await found.getByText('from cat, dog').waitFor();
  expect(await nameOf('cat, dog').evaluate((input) => input === document.activeElement)).toBe(true);
  await page.button('Undo').click();
  await nameOf('dog').waitFor();

  await found.getByRole('button', { name: 'Drop cat' }).press('Enter');
  const keep = found.getByRole('button', { name: 'Keep cat' });
  expect(await keep.evaluate((button) => button === document.activeElement)).toBe(true);
  await keep.press('Enter');
  // It comes back as the last one; the dog is the first now.
  await nameOf('cat').fill('kitten');
  await nameOf('cat').press('Enter');
  expect(await found.getByRole('textbox').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))).toEqual(['dog', 'kitten']); // prettier-ignore
  expect((await page.keptRecipe()) as object).toMatchObject({
    labels: { classes: [{ name: 'dog' }, { name: 'kitten', from: ['cat'] }], otherClasses: 'keep' },
  });

  await page.run(7);
  const { files } = readArchive(await page.downloadAll());
  const [yaml] = [...files].filter(([path]) => path.endsWith('data.yaml'));
  expect(String(yaml?.[1])).toMatch(/dog[^]*kitten/);
  const rows = String(files.get('set/labels/train/a.txt')).trim().split('\n');
  // The cat of the upper left quarter is the second class now.
  expect(rows.map((row) => row.split(' ').map(Number))).toEqual([
    [1, 0.25, 0.25, 0.5, 0.5],
    [0, 0.75, 0.5, 0.25, 0.25],
  ]);
});

test('the list of classes is sorted by its heads, which changes nothing that is written, and moves by the order all the same', async () => {
  const page = await visit();
  await page.loadRecipe({ version: 1, steps: [], output: { format: 'copy' } });
  // Two cats and a dog on the first picture, one of each on the others: four cats, three dogs.
  await page.pick(await yoloZip('0 0.2 0.2 0.1 0.1\n'));
  const found = page.page.getByRole('region', { name: 'Labels found' });
  await found.getByText('Classes', { exact: true }).click();
  const names = () =>
    found.getByRole('textbox').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
  const head = (name: string) => found.getByRole('columnheader', { name, exact: true });
  expect([await names(), await head('Order').getAttribute('aria-sort')]).toEqual([['cat', 'dog'], 'ascending']);
  await head('Labels').getByRole('button').press('Enter');
  expect([await names(), await head('Labels').getAttribute('aria-sort')]).toEqual([['cat', 'dog'], 'descending']);
  expect(await head('Order').getAttribute('aria-sort')).toBeNull();
  await head('Labels').getByRole('button').press('Enter');
  expect([await names(), await head('Labels').getAttribute('aria-sort')]).toEqual([['dog', 'cat'], 'ascending']);
  expect(await page.keptRecipe()).not.toMatchObject({ labels: { classes: [{}] } });
  await found.getByText('Written in the order of the first column, however the list is sorted.').waitFor();

  // The cat is the first that is written, wherever it stands: it can go down alone.
  expect(await found.getByRole('button', { name: 'Move cat up' }).isDisabled()).toBe(true);
  await found.getByRole('button', { name: 'Move cat down' }).press('Enter');
  expect(await names()).toEqual(['dog', 'cat']);
  const rows = await found
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => row.firstElementChild!.textContent));
  expect(rows).toEqual(['1', '2']);
  const up = found.getByRole('button', { name: 'Move cat up' });
  await expect.poll(() => up.evaluate((button) => button.closest('tr')!.contains(document.activeElement))).toBe(true);
  expect((await page.keptRecipe()) as object).toMatchObject({
    labels: { classes: [{ name: 'dog' }] },
  });
});

test('names of labels never lie under what says before and after, fitted or zoomed in', async () => {
  const page = await visit({ viewport: { width: 700, height: 800 } });
  await page.loadRecipe({ version: 1, steps: [], output: { format: 'png' } });
  await page.pick(await yoloZip());
  await page.row('set/images/train/a.jpg').click();
  const frame = page.page.locator('.compare-frame');
  await frame.locator('.label-names text').first().waitFor();
  for (const tag of await page.page.locator('.compare-tag').all()) {
    const { y, height } = (await tag.boundingBox())!;
    expect(y + height).toBeLessThanOrEqual((await frame.boundingBox())!.y);
  }
});
