import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { picture } from '../pictures';
import { temporaryFolder } from '../visit';
import { hearing, hostBrowser, script } from './pages';

const { visit } = hostBrowser();

const small = {
  version: 1,
  steps: [{ op: 'auto-orient' }, { op: 'resize', width: 64, height: 64 }],
  output: { format: 'jpeg', quality: 80 },
};
const field = (attributes: string) =>
  `<form><many-hands name="photos" src="$appembed.html" recipe='${JSON.stringify(small)}' ${attributes}></many-hands><button>Send</button></form>${script}${hearing}`;

/** What the form would send: names and sizes by the field's name. */
const sent = `[...new FormData(document.forms[0])].map(([name, file]) => [name, file.name, file.type])`;

interface Heard {
  readonly type: string;
  readonly [detail: string]: unknown;
}

describe('a field in a form of another site', () => {
  test('sends what was made of the picked files, and no file before it is ready', async () => {
    const folder = temporaryFolder();
    const files = await Promise.all([0, 90].map((hue) => picture(join(folder, `p${hue}.png`), { hue })));
    const { page, field: frame, trouble } = await visit({ body: field('multiple required max-files="3"') });
    await frame.locator('#pick-files').waitFor();
    const message = () => page.evaluate(`document.querySelector('many-hands').validationMessage`);
    expect(await message()).toBe('Add an image.');
    await frame.locator('#files').setInputFiles(files);
    await page.waitForFunction(`document.querySelector('many-hands').state === 'done'`);
    expect(await page.evaluate(sent)).toEqual([
      ['photos', 'p0.jpg', 'image/jpeg'],
      ['photos', 'p90.jpg', 'image/jpeg'],
    ]);
    expect(await message()).toBe('');
    const heard: Heard[] = await page.evaluate('heard.map(({ report, results, file, ...rest }) => rest)');
    expect(heard.slice(0, 2)).toEqual([
      { type: 'mh-ready', tier: 'full' },
      { type: 'mh-tier', tier: 'full', reason: null },
    ]);
    const types = heard.map(({ type }) => type);
    for (const type of ['mh-items', 'mh-progress', 'mh-result', 'mh-done']) expect(types).toContain(type);
    expect(heard.filter(({ type }) => type === 'mh-result')).toEqual([
      { type: 'mh-result', path: 'p0.jpg' },
      { type: 'mh-result', path: 'p90.jpg' },
    ]);
    expect(heard.filter(({ type }) => type === 'mh-progress').at(-1)).toMatchObject({ done: 2, total: 2 });
    // Before anything was done the form could not have been sent.
    const report = await page.evaluate(`document.querySelector('many-hands').report`);
    expect(report).toMatchObject({ tier: 'full', counts: { done: 2, skipped: 0, failed: 0 } });
    expect(trouble).toEqual([]);
  });

  test('waits for the person where there are too many, and goes on when one is taken off', async () => {
    const folder = temporaryFolder();
    const files = await Promise.all([0, 1, 2].map((at) => picture(join(folder, `p${at}.png`))));
    const { page, field: frame } = await visit({ body: field('multiple max-files="2"') });
    await frame.locator('#files').setInputFiles(files);
    await frame.locator('#notice', { hasText: 'Choose at most 2 images: there are 3.' }).waitFor();
    const element = `document.querySelector('many-hands')`;
    expect(await page.evaluate(`[${element}.validity.rangeOverflow, ${element}.validationMessage, ${sent}]`)).toEqual([
      true,
      'Choose at most 2 images.',
      [],
    ]);
    await frame.getByRole('button', { name: 'Remove p1.png' }).click();
    await page.waitForFunction(`${element}.results.length === 2 && ${element}.checkValidity()`);
    expect(await page.evaluate(sent)).toEqual([
      ['photos', 'p0.jpg', 'image/jpeg'],
      ['photos', 'p2.jpg', 'image/jpeg'],
    ]);
  });

  test('is emptied by the form’s reset, disabled by its fieldset, and takes the focus of its label', async () => {
    const file = await picture(join(temporaryFolder(), 'p.png'));
    const { page, field: frame } = await visit({
      body: `<form><fieldset><label>Photographs <many-hands name="photos" src="$appembed.html"></many-hands></label></fieldset></form>${script}`,
    });
    const element = `document.querySelector('many-hands')`;
    await frame.locator('#pick-files').waitFor();
    expect(await frame.owner().getAttribute('title')).toBe('Photographs');
    await page.getByText('Photographs').click();
    await frame.locator('#pick-files:focus').waitFor();
    await page.evaluate('document.activeElement.blur()');
    await page.evaluate(`${element}.focus()`);
    await frame.locator('#pick-files:focus').waitFor();
    await frame.locator('#files').setInputFiles(file);
    await page.waitForFunction(`${element}.state === 'done'`);
    await page.evaluate(`document.querySelector('fieldset').disabled = true`);
    await frame.locator('#pick-files:disabled').waitFor();
    expect(await page.evaluate(sent)).toEqual([]);
    await page.evaluate(`document.querySelector('fieldset').disabled = false`);
    await frame.locator('#pick-files:enabled').waitFor();
    expect(await page.evaluate(sent)).toEqual([['photos', 'p.jpg', 'image/jpeg']]);
    await page.evaluate('document.forms[0].reset()');
    await frame.locator('body[data-phase=empty]').waitFor();
    expect(await page.evaluate(`[${element}.state, ${sent}, ${element}.results]`)).toEqual(['ready', [], []]);
  });

  test('tells the page of a person’s failed file what befell it, and neither its name nor more', async () => {
    const folder = temporaryFolder();
    const good = await picture(join(folder, 'good.png'));
    const bad = join(folder, 'my-diary.jpg');
    await sharp(await sharp(good).jpeg().toBuffer()).toFile(bad);
    truncateSync(bad, 400);
    const { page, field: frame } = await visit({ body: field('multiple') });
    await frame.locator('#files').setInputFiles([bad, good]);
    await page.waitForFunction(`document.querySelector('many-hands').state === 'done'`);
    await frame.locator('[data-state=failed]', { hasText: 'my-diary.jpg' }).waitFor();
    const all: string = await page.evaluate('JSON.stringify(heard)');
    expect(all).not.toContain('diary');
    expect(await page.evaluate(`document.querySelector('many-hands').report`)).toMatchObject({
      counts: { done: 1, failed: 1 },
      items: [{ path: 'file 1', code: 'truncated' }, { path: 'good.png' }],
    });
    expect(await page.evaluate(sent)).toEqual([['photos', 'good.jpg', 'image/jpeg']]);
  });

  test('is shown to the person who sends the form too early, and of one image says so of a zip with two', async () => {
    const { page, field: frame, trouble } = await visit({ body: field('required') });
    await page.waitForFunction(`document.querySelector('many-hands').state === 'ready'`);
    await page.getByRole('button', { name: 'Send' }).click();
    await frame.locator('#pick-files:focus').waitFor();
    // Chromium says "is not focusable" there of a field that it cannot point at, and sends nothing.
    expect(trouble).toEqual([]);
    expect(page.url()).not.toContain('?');
    const image = readFileSync(await picture(join(temporaryFolder(), 'p.png')));
    const zip = join(temporaryFolder(), 'two.zip');
    writeFileSync(zip, zipSync({ 'a.png': image, 'b.png': image }));
    await frame.locator('#files').setInputFiles(zip);
    await frame.locator('#notice', { hasText: 'Choose at most 1 image: there are 2.' }).waitFor();
    expect(await page.evaluate(`document.querySelector('many-hands').validationMessage`)).toBe(
      'Choose at most 1 image.',
    );
  });

  test('tells the page by `change` what a person takes off, and counts images where one has many results', async () => {
    const tiles = { version: 1, steps: [{ op: 'tile', width: 80, height: 60 }], output: { format: 'jpeg' } };
    const { page, field: frame } = await visit({
      body: `<form><many-hands name="photos" max-files="1" multiple src="$appembed.html" recipe='${JSON.stringify(tiles)}'></many-hands></form>${script}
        <script>changes = []; document.addEventListener('change', ({ target }) => changes.push(target.results.length))</script>`,
    });
    await page.waitForFunction(`document.querySelector('many-hands').state === 'ready'`);
    await frame.locator('#files').setInputFiles(await picture(join(temporaryFolder(), 'p.png')));
    await page.waitForFunction(`document.querySelector('many-hands').state === 'done'`);
    const told = `[document.querySelector('many-hands').checkValidity(), ${sent}.length, changes]`;
    expect(await page.evaluate(told)).toEqual([true, 4, [4]]);
    await frame.getByRole('button', { name: 'Remove p.png' }).click();
    await page.waitForFunction(`document.querySelector('many-hands').state === 'ready'`);
    expect(await page.evaluate(told)).toEqual([true, 0, [4, 0]]);
  });
});
