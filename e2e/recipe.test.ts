import { expect, test } from 'vitest';
import { open, visit } from './visit';
import type { Visit } from './visit';

/** The steps in the page's list, top to bottom. */
function steps(page: Visit): Promise<string[]> {
  return page.page.locator('.step-title').allInnerTexts();
}

async function addStep(page: Visit, title: string): Promise<void> {
  await page.button('Add step').click();
  await page.page.getByRole('option', { name: new RegExp(`^${title}`) }).click();
}

const wanted = {
  version: 1,
  steps: [
    { op: 'crop', left: 0, top: 0, width: 0.5, height: 0.5, unit: 'fraction' },
    { op: 'rotate', angle: 90 },
  ],
  output: { format: 'webp', quality: 71, lossless: true },
};

test('a recipe stays between visits', async () => {
  const page = await visit();
  await page.loadRecipe(wanted);
  await expect.poll(() => steps(page)).toEqual(['Crop', 'Rotate']);
  const kept = await page.keptRecipe();
  expect(kept).toMatchObject(wanted);
  await page.page.reload();
  await expect.poll(() => steps(page)).toEqual(['Crop', 'Rotate']);
  const later = await open(page.context);
  await expect.poll(() => steps(later)).toEqual(['Crop', 'Rotate']);
  expect([await later.keptRecipe(), later.trouble]).toEqual([kept, []]);
});

test('a recipe saved to a file and loaded again is the same recipe', async () => {
  const page = await visit();
  await page.loadRecipe(wanted);
  const { name, bytes } = await page.download(page.button('Save recipe to file'));
  expect(name).toBe('recipe.json');
  const kept = await page.keptRecipe();
  expect(JSON.parse(bytes.toString())).toEqual(kept);
  await page.button('Reset recipe').click();
  await expect.poll(() => steps(page)).toEqual(['Auto-orient', 'Letterbox']);
  await page.loadRecipe(bytes.toString());
  await expect.poll(() => page.keptRecipe()).toEqual(kept);
});

test.each([
  [
    '{\n  "version": 1,\n  "steps": [\n    { "op": "resize", "widht": 640 }\n  ]\n}',
    /Line 4: .*`widht`|Line 4: .*widht/,
  ],
  ['{\n  "version": 1,\n  "output": {\n    "quality": 101\n  }\n}', /Line 4: .*`output\.quality`.*1 to 100.*101/],
  ['{\n  "version": 1\n  "steps": []\n}', /Line 3, column 3: expected a comma/],
  ['{\n  "version": 1,\n  "labels": { "read": "dota" }\n}', /Line 3: .*labels\.read.*not available in this version/],
])('a bad recipe file is told at its line and key, and the recipe stays: %#', async (text, sentence) => {
  const page = await visit();
  const before = await steps(page);
  await page.loadRecipe(text, 'mine.json');
  const told = page.page.locator('[data-recipe-error]');
  expect(await told.innerText()).toMatch(/^mine\.json: /);
  expect(await told.innerText()).toMatch(sentence);
  expect(await steps(page)).toEqual(before);
  await told.getByRole('button', { name: 'Dismiss' }).click();
  await expect.poll(() => told.count()).toBe(0);
});

test('each change is undone and redone', async () => {
  const page = await visit();
  expect([await page.button('Undo').isDisabled(), await page.button('Redo').isDisabled()]).toEqual([true, true]);
  await addStep(page, 'Grayscale');
  await page.button('Remove Letterbox').click();
  const orders = [
    ['Auto-orient', 'Grayscale'],
    ['Auto-orient', 'Letterbox', 'Grayscale'],
    ['Auto-orient', 'Letterbox'],
  ];
  await expect.poll(() => steps(page)).toEqual(orders[0]);
  for (const order of orders.slice(1)) {
    await page.button('Undo').click();
    await expect.poll(() => steps(page)).toEqual(order);
  }
  expect(await page.button('Undo').isDisabled()).toBe(true);
  for (const order of orders.toReversed().slice(1)) {
    await page.button('Redo').click();
    await expect.poll(() => steps(page)).toEqual(order);
  }
});

test('steps are moved by the mouse, duplicated and removed', async () => {
  const page = await visit();
  await addStep(page, 'Flip');
  await expect.poll(() => steps(page)).toEqual(['Auto-orient', 'Letterbox', 'Flip']);
  await page.page.getByRole('row', { name: 'Flip' }).dragTo(page.page.getByRole('row', { name: 'Auto-orient' }), {
    // By its grip.
    sourcePosition: { x: 14, y: 20 },
    targetPosition: { x: 60, y: 3 },
  });
  await expect.poll(() => steps(page)).toEqual(['Flip', 'Auto-orient', 'Letterbox']);
  expect((await page.keptRecipe()).steps.map(({ op }) => op)).toEqual(['flip', 'auto-orient', 'letterbox']);
  await page.button('Duplicate Flip').click();
  await expect.poll(() => steps(page)).toEqual(['Flip', 'Flip', 'Auto-orient', 'Letterbox']);
  await page.button('Remove Letterbox').click();
  await expect.poll(() => steps(page)).toEqual(['Flip', 'Flip', 'Auto-orient']);
});

test('forms follow the schema: choices, switches, numbers within their bounds, and what the output needs', async () => {
  const page = await visit();
  await addStep(page, 'Resize');
  const form = page.page.locator('.step-form');
  const labels = await form
    .locator('[data-field]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-field')));
  expect(labels).toEqual(['width', 'height', 'scale', 'fit', 'kernel', 'enlarge', 'align', 'fill']);
  const width = form.getByRole('textbox', { name: 'Width' });
  await width.fill('321');
  await width.press('Enter');
  await form.locator('[data-field=enlarge]').getByText('Enlarge', { exact: true }).click();
  const last = async () => (await page.keptRecipe()).steps.at(-1);
  await expect.poll(last).toMatchObject({ op: 'resize', width: 321, enlarge: true });
  expect((await page.keptRecipe()).steps).toHaveLength(3);
  // Beyond the schema's bound the nearest value within takes its place.
  await width.fill('70000');
  await width.press('Enter');
  await expect.poll(last).toMatchObject({ width: 65535 });
  const quality = page.page.locator('.output [data-field=quality]').getByRole('slider');
  await quality.focus();
  await quality.press('Home');
  await expect.poll(async () => (await page.keptRecipe()).output['quality']).toBe(1);
});

test('steps inside a repeat are added, edited, removed and undone, at two levels', async () => {
  const page = await visit();
  const inside = async () => {
    const repeat = (await page.keptRecipe()).steps.at(-1) as unknown as { copies: number; steps: { op: string }[] };
    return [repeat.copies, ...repeat.steps.map((step) => JSON.stringify(step))];
  };
  const add = async (where: string, title: string) => {
    // A list that is open closes when what it stands on is scrolled; a person has scrolled before they press.
    await page.button(where).scrollIntoViewIfNeeded();
    await page.page.evaluate(() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))));
    await page.button(where).click();
    await page.page.getByRole('option', { name: new RegExp(`^${title}`) }).click();
    await page.page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  await page.loadRecipe({ version: 1, steps: [{ op: 'repeat', copies: 2 }] });
  await add('Add step to Repeat', 'Random apply');
  await add('Add step to Random apply', 'Brightness');
  const form = page.page.getByRole('region', { name: 'Brightness' });
  await form.getByText('Draw from a range').click();
  await form.getByRole('textbox', { name: 'To' }).fill('2');
  await form.getByRole('textbox', { name: 'To' }).press('Enter');
  const flip = { op: 'flip', axis: 'horizontal' };
  const brightness = { op: 'brightness', factor: [1.4, 2] };
  const nested = (...steps: unknown[]) => JSON.stringify({ op: 'random-apply', p: 0.5, steps });
  await expect.poll(inside).toEqual([2, nested(flip, brightness)]);
  await page.button('Remove Flip').click();
  await expect.poll(inside).toEqual([2, nested(brightness)]);
  await page.button('Duplicate Random apply').click();
  await expect.poll(inside).toEqual([2, nested(brightness), nested(brightness)]);
  await page.button('Undo').click();
  await page.button('Undo').click();
  await expect.poll(inside).toEqual([2, nested(flip, brightness)]);
  expect(await page.page.locator('[data-recipe-error]').count()).toBe(0);
});

test('a step inside a step that is wrong is marked, and the step that holds it', async () => {
  const page = await visit();
  await page.loadRecipe({ version: 1, steps: [{ op: 'repeat', copies: 2, steps: [{ op: 'resize', width: 9 }] }] });
  await page.page.getByRole('row', { name: 'Resize' }).click();
  const width = page.page.getByRole('textbox', { name: 'Width' });
  await width.fill('');
  await width.press('Enter');
  await page.page.locator('[data-recipe-error]').filter({ hasText: 'steps[0].steps[0]' }).waitFor();
  await expect.poll(() => page.page.locator('.step-wrong .step-title').allInnerTexts()).toEqual(['Repeat', 'Resize']);
});

test('where files are copied no option of an encoder is offered, and the page says why', async () => {
  const page = await visit();
  await page.loadRecipe({ version: 1, steps: [], output: { format: 'copy' } });
  const form = page.page.locator('.output');
  await form.getByText('Files are passed byte for byte').waitFor();
  expect(await form.getByRole('slider').count()).toBe(0);
  expect(await form.locator('.field-label').allInnerTexts()).toEqual(['Format', 'Name']);
  await form.getByRole('combobox', { name: 'Format' }).selectOption('PNG');
  await form.getByRole('slider', { name: /Quality/ }).waitFor();
});
