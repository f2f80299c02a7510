import { describe, expect, test } from 'vitest';
import { both, done, errors, form, move, pictures, sent } from './kept';
import { drawing, give, hearing, hostBrowser, script } from './pages';

const { visit } = hostBrowser();
const body = form + script + hearing;
const large = { width: 1600, height: 1200 };

describe('a field that is moved in its page', () => {
  test('keeps its results, and asks again for what a person had brought and was not ready', async () => {
    const { page, field } = await visit({ body });
    await field.locator('#files').setInputFiles(await pictures(2));
    await page.waitForFunction(done);
    const counts = `document.querySelector('many-hands').report.counts.done`;
    await move(page);
    // In the form at once, and to be seen again.
    expect(await page.evaluate(sent)).toEqual(both);
    await page.waitForFunction(done);
    await field.locator('[data-state=done]').nth(1).waitFor();
    expect(await page.evaluate(`[${sent}, ${counts}]`)).toEqual([both, 2]);
    await field.getByRole('button', { name: 'Remove p0.jpg' }).click();
    await page.waitForFunction(`document.querySelector('many-hands').results.length === 1`);
    expect(await page.evaluate(sent)).toEqual([both[1]]);
    // More may come, and names stay apart.
    await field.locator('#files').setInputFiles(await pictures(2));
    await page.waitForFunction(`document.querySelector('many-hands').results.length === 3 && ${done}`);
    const three = [both[1], both[0], ['photos', 'p1 (2).jpg', true]];
    expect(await page.evaluate(`[${sent}, ${errors}]`)).toEqual([three, []]);
    await field.locator('#files').setInputFiles(await pictures(20, large));
    await field.locator('body[data-phase=working]').waitFor();
    await move(page);
    await field.locator('#notice', { hasText: 'What was not ready when the page moved this field is gone.' }).waitFor();
    expect(
      await page.evaluate(`[${errors}, ${sent}.slice(0, 3), document.querySelector('many-hands').validationMessage]`),
    ).toEqual([['interrupted'], three, '']);
  });

  test('begins anew what the page itself gave, and goes on where it is moved by moveBefore', async () => {
    const { page, field } = await visit({ body });
    await page.evaluate(give(8));
    await field.locator('body[data-phase=working]').waitFor();
    await move(page);
    const isDone = (many: number) => `${done} && document.querySelector('many-hands').results.length === ${many}`;
    await page.waitForFunction(isDone(8));
    const ready = `heard.filter(({ type }) => type === 'mh-ready').length`;
    const before = Number(await page.evaluate(ready));
    await field.locator('#files').setInputFiles(await pictures(8, large));
    await field.locator('body[data-phase=working]').waitFor();
    await page.evaluate(`document.forms[0].moveBefore(document.querySelector('many-hands'), null)`);
    await page.waitForFunction(isDone(16));
    expect(await page.evaluate(`[${errors}, ${ready}]`)).toEqual([[], before]);
  });
});

test('a field brings nothing back, when it is moved, of what a person had taken off', async () => {
  const { page, field } = await visit({ body: body.replace('multiple', 'multiple max-files="1"') });
  await page.evaluate(give(3));
  await field.getByRole('button', { name: 'Remove 1.png' }).click();
  await page.waitForFunction(`heard.some(({ type, count }) => type === 'mh-items' && count === 2)`);
  await move(page);
  await field.locator('#notice', { hasText: 'What was not ready when the page moved this field is gone.' }).waitFor();
  const state = `[document.querySelector('many-hands').state, document.querySelector('many-hands').checkValidity()]`;
  expect(await page.evaluate(`[${errors}, ...${state}]`)).toEqual([['interrupted'], 'ready', true]);
});

test('a field whose files are set twice in a row knows that no person took them off, and is at work till the end', async () => {
  const { page } = await visit({ body });
  const told = await page.evaluate(`(async () => {
    await customElements.whenDefined('many-hands');
    const element = document.querySelector('many-hands');
    const files = [await ${drawing('a.png')}];
    const done = () => new Promise((resolve) => element.addEventListener('mh-done', resolve, { once: true }));
    element.files = files;
    await done();
    const told = [];
    element.addEventListener('change', () => told.push('change'));
    for (const name of ['items', 'result', 'done']) element.addEventListener('mh-' + name, () => told.push(name, element.state));
    element.files = files;
    element.files = [...files, ...files];
    await done();
    await Promise.resolve();
    return told;
  })()`);
  expect(told).toEqual([
    ...['items', 'working', 'items', 'working'],
    ...['result', 'working', 'result', 'working', 'done', 'done', 'change'],
  ]);
});

test('a page that a person comes back to has its results where the browser hands them back', async () => {
  const { page, field } = await visit({ body });
  // As a browser does that keeps files which no disk has; none of the three does so yet.
  await page.evaluate(`(async () => {
    await customElements.whenDefined('many-hands');
    const value = new FormData();
    for (const at of [0, 1]) value.append('photos', new File(['x'], 'p' + at + '.jpg', { type: 'image/jpeg' }));
    document.querySelector('many-hands').formStateRestoreCallback(value, 'restore');
  })()`);
  expect(await page.evaluate(sent)).toEqual(both);
  await page.waitForFunction(done);
  await field.getByRole('button', { name: 'Remove p0.jpg' }).click();
  await page.waitForFunction(`document.querySelector('many-hands').results.length === 1`);
  expect(await page.evaluate(sent)).toEqual([both[1]]);
});
