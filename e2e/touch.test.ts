import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { readArchive } from './archive';
import { picture } from './pictures';
import { temporaryFolder, visit } from './visit';
import type { Visit } from './visit';

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** WCAG 2.2, 2.5.8: the least side of a target. */
const leastPx = 24;

/**
 * What a finger could not hit, and whether the page is wider than the screen. A target smaller than 24 px is right where a
 * circle of that width about its middle meets no other (the criterion's spacing), or where it is a link within a sentence.
 */
async function troubleOf(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const targets = [
      ...document.querySelectorAll('a[href], button, input, select, [role=radio], [role=row], [role=option]'),
    ]
      .filter(
        (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !one.closest('.unseen'),
      )
      // A hidden input's label is what is tapped.
      .map((one) => (one instanceof HTMLInputElement && one.closest('label')) || one)
      .map((one) => ({ one, box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && box.height > 1);
    const isNear = (a: DOMRect, b: DOMRect) => {
      const [x, y] = [a.x + a.width / 2, a.y + a.height / 2];
      const dx = Math.max(b.left - x, 0, x - b.right);
      const dy = Math.max(b.top - y, 0, y - b.bottom);
      return Math.hypot(dx, dy) < least / 2;
    };
    const small = targets
      .filter(({ box }) => Math.min(box.width, box.height) < least - 0.01)
      .filter(({ one, box }) =>
        targets.some(({ one: other, box: near }) => !one.contains(other) && !other.contains(one) && isNear(box, near)),
      )
      .map(({ one, box }) => `${box.width} × ${box.height} px: ${one.outerHTML.slice(0, 120)}`);
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [`${scrollWidth} px wide on a screen of ${clientWidth}`, ...small] : small;
  }, leastPx);
}

async function ops(page: Visit): Promise<string[]> {
  return (await page.keptRecipe()).steps.map(({ op }) => op);
}

test('on a phone, by taps alone: files are added, steps reordered, the job run and downloaded, and every target is large enough', async () => {
  const folder = temporaryFolder();
  const files: string[] = [];
  for (let at = 0; at < 14; at++)
    files.push(await picture(join(folder, `p${String(at).padStart(2, '0')}.jpg`), { hue: at * 20 }));
  const page = await visit(phone);
  const screen = page.page;
  const fits = async (where: string) => {
    await screen.evaluate(() =>
      Promise.allSettled(
        document.getAnimations().map((one) => one.effect?.getComputedTiming().iterations === Infinity || one.finished),
      ),
    );
    expect.soft([where, ...(await troubleOf(screen))]).toEqual([where]);
  };
  await fits('empty');
  const [chooser] = await Promise.all([screen.waitForEvent('filechooser'), page.button('Pick files').tap()]);
  await chooser.setFiles(files);
  await page.hasRows(14);
  await fits('ready');

  // A finger's way up the list scrolls it.
  const list = screen.locator('.list');
  const box = (await list.boundingBox())!;
  const touch = await screen.context().newCDPSession(screen);
  const finger = (type: string, y?: number) =>
    touch.send('Input.dispatchTouchEvent', {
      type: type as 'touchStart' | 'touchMove' | 'touchEnd', // One of these three, below.
      touchPoints: y === undefined ? [] : [{ x: box.x + 100, y }],
    });
  await finger('touchStart', box.y + box.height - 20);
  for (let way = 40; way < box.height - 40; way += 40) await finger('touchMove', box.y + box.height - 20 - way);
  await finger('touchEnd');
  await expect.poll(() => list.evaluate((element) => element.scrollTop)).toBeGreaterThan(50);

  await screen.getByRole('radio', { name: 'Recipe' }).tap();
  await fits('recipe');
  await page.button('Add step').tap();
  await screen.getByRole('dialog', { name: 'Add step' }).waitFor();
  await fits('adding a step');
  await screen.getByRole('option', { name: /^Flip/ }).tap();
  await expect.poll(() => ops(page)).toEqual(['auto-orient', 'letterbox', 'flip']);
  await page.button('Move Flip up').tap();
  await expect.poll(() => ops(page)).toEqual(['auto-orient', 'flip', 'letterbox']);
  await page.button('Move Flip up').tap();
  await expect.poll(() => ops(page)).toEqual(['flip', 'auto-orient', 'letterbox']);
  expect(await page.button('Move Flip up').isDisabled()).toBe(true);
  await page.button('Move Flip down').tap();
  await expect.poll(() => ops(page)).toEqual(['auto-orient', 'flip', 'letterbox']);
  await page.button('Duplicate Flip').tap();
  await page.button('Remove Flip').first().tap();
  await expect.poll(() => ops(page)).toEqual(['auto-orient', 'flip', 'letterbox']);
  await fits('steps');

  await screen.getByRole('radio', { name: 'Images' }).tap();
  await page.button('Run').tap();
  await page.is('done');
  await fits('done');
  const [download] = await Promise.all([screen.waitForEvent('download'), page.button('Download all').tap()]);
  expect(readArchive(await readFile(await download.path())).report.counts).toEqual({ done: 14, skipped: 0, failed: 0 });
  await page.row('p03.jpg').tap();
  await screen.getByRole('region', { name: /^Preview of/ }).waitFor();
  await fits('detail');
  const views = { 'Speed-up': '.speed-up', Timeline: '.timeline', Learn: '.learn h2' };
  for (const [view, content] of Object.entries(views)) {
    await screen.getByRole('link', { name: view }).tap();
    await screen.locator(content).first().waitFor();
    await fits(view);
  }
});
