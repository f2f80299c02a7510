import { expect, test } from 'vitest';
import { visit } from './visit';
import type { Visit } from './visit';

/** Presses Tab until the control of this name has the focus; each control on the way must show that it has it. */
async function tabTo(page: Visit, name: string): Promise<void> {
  for (let press = 0; press < 80; press++) {
    await page.page.keyboard.press('Tab');
    const focused = await page.page.evaluate(focus);
    if (!focused) continue;
    expect(focused.isSeen, `no visible focus: ${focused.what}`).toBe(true);
    if (focused.name === name) return;
  }
  expect.unreachable(`Tab does not come to “${name}”.`);
}

/** The control that has the focus, and whether it, or what it stands in, looks different for it. */
async function focus(): Promise<{ name: string; what: string; isSeen: boolean } | null> {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  const around = [element, element.parentElement!, element.parentElement!.parentElement!];
  const look = async () => {
    // A look may come with the next drawing.
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
    return around.map((one) => {
      const { outline, boxShadow, borderColor } = getComputedStyle(one);
      return [outline, boxShadow, borderColor].join();
    });
  };
  const name = element.getAttribute('aria-label') ?? element.textContent.trim();
  const what = element.outerHTML.slice(0, 200);
  const focused = (await look()).join('\n');
  element.blur();
  const isSeen = (await look()).join('\n') !== focused;
  // Tab goes on from here, and the ring stays: the last input was a key.
  element.focus();
  return { name, what, isSeen };
}

function focusedLabel(page: Visit): Promise<string | null> {
  return page.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);
}

test('sample, run and download are done by Tab and Enter alone, and the focus is seen all the way', async () => {
  const page = await visit();
  await tabTo(page, 'Try a sample');
  await page.page.keyboard.press('Enter');
  await page.hasRows(13);
  await tabTo(page, 'Run');
  await page.page.keyboard.press('Enter');
  await page.is('done');
  await tabTo(page, 'Download all');
  const [download] = await Promise.all([page.page.waitForEvent('download'), page.page.keyboard.press('Enter')]);
  expect(download.suggestedFilename()).toBe('dataset.zip');
});

test('rows are walked by the arrow keys, opened by Enter, left by Escape to where they were', async () => {
  const page = await visit();
  await page.button('Try a sample').click();
  await page.hasRows(13);
  const focused = () => page.page.evaluate(() => document.activeElement?.getAttribute('data-path') ?? null);
  const first = await page.page.locator('.row').first().getAttribute('data-path');
  await page.page.locator('.row').first().focus();
  expect(await focused()).toBe(first);
  for (const key of ['ArrowDown', 'ArrowDown', 'End', 'Home', 'ArrowDown']) await page.page.keyboard.press(key);
  const second = await page.page.locator('.row').nth(1).getAttribute('data-path');
  await expect.poll(focused).toBe(second);
  await page.page.keyboard.press('Enter');
  await page.page.getByRole('region', { name: /^Preview of/ }).waitFor();
  await page.page.keyboard.press('Escape');
  await expect.poll(focused).toBe(second);
});

test('steps are added, moved and removed by the keyboard alone', async () => {
  const page = await visit();
  const ops = async () => (await page.keptRecipe()).steps.map(({ op }) => op);
  await tabTo(page, 'Add step');
  await page.page.keyboard.press('Enter');
  await page.page.getByRole('combobox', { name: 'Search steps' }).waitFor();
  await page.page.keyboard.type('flip');
  await page.page.keyboard.press('ArrowDown');
  await page.page.keyboard.press('Enter');
  await expect.poll(ops).toEqual(['auto-orient', 'letterbox', 'flip']);
  await page.page.getByRole('row', { name: 'Flip' }).focus();
  // React Aria: right to the row's own controls, Enter picks the grip up, the arrows choose the place, Enter lets go.
  // What a person would see after each key is waited for: a key pressed sooner goes to where the focus was.
  await page.page.keyboard.press('ArrowRight');
  await expect.poll(() => focusedLabel(page)).toBe('Move Flip');
  await page.page.keyboard.press('Enter');
  await expect.poll(() => focusedLabel(page)).toMatch(/^Insert (before|after|between)/);
  const place = await focusedLabel(page);
  await page.page.keyboard.press('ArrowUp');
  await expect.poll(() => focusedLabel(page)).not.toBe(place);
  await page.page.keyboard.press('Enter');
  await expect.poll(ops).not.toEqual(['auto-orient', 'letterbox', 'flip']);
  expect((await ops()).toSorted()).toEqual(['auto-orient', 'flip', 'letterbox']);
  await page.page.getByRole('button', { name: 'Remove Flip' }).focus();
  await page.page.keyboard.press('Enter');
  await expect.poll(ops).toEqual(['auto-orient', 'letterbox']);
  // Undo is heard also where the focus is on nothing, as for a moment after a step went with the button in it.
  await page.page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.page.keyboard.press('Control+Z');
  await expect.poll(async () => (await ops()).length).toBe(3);
});

test('steps inside a step are added, moved and removed by the keyboard alone', async () => {
  const page = await visit();
  await page.loadRecipe({ version: 1, steps: [{ op: 'repeat', copies: 2, steps: [{ op: 'grayscale' }] }] });
  const ops = async () => (await page.keptRecipe()).steps.flatMap((one) => (one as { steps?: { op: string }[] }).steps?.map(({ op }) => op)); // prettier-ignore
  await tabTo(page, 'Add step to Repeat');
  await page.page.keyboard.press('Enter');
  await page.page.getByRole('combobox', { name: 'Search steps' }).waitFor();
  await page.page.keyboard.type('flip');
  await page.page.keyboard.press('ArrowDown');
  await page.page.keyboard.press('Enter');
  await expect.poll(ops).toEqual(['grayscale', 'flip']);
  await page.page.getByRole('row', { name: 'Flip' }).focus();
  await page.page.keyboard.press('ArrowRight');
  await expect.poll(() => focusedLabel(page)).toBe('Move Flip');
  await page.page.keyboard.press('Enter');
  await expect.poll(() => focusedLabel(page)).toMatch(/^Insert (before|after|between)/);
  for (let press = 0; press < 4 && (await focusedLabel(page)) !== 'Insert before Grayscale'; press++) {
    const place = await focusedLabel(page);
    await page.page.keyboard.press('ArrowUp');
    await expect.poll(() => focusedLabel(page)).not.toBe(place);
  }
  await page.page.keyboard.press('Enter');
  await expect.poll(ops).toEqual(['flip', 'grayscale']);
  await page.page.getByRole('button', { name: 'Remove Flip' }).focus();
  await page.page.keyboard.press('Enter');
  await expect.poll(ops).toEqual(['grayscale']);
});
