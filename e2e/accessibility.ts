import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import type axe from 'axe-core';
import { expect, test } from 'vitest';
import { yoloZip } from './engines/labelled';
import { copies, moreThanCores, picture } from './pictures';
import { temporaryFolder, visit } from './visit';
import type { Visit } from './visit';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A window as wide as a phone or a desk, in one of the schemes. */
export interface Look {
  readonly width: 360 | 1280;
  readonly colorScheme: 'light' | 'dark';
}

/** What axe finds on the screen as it stands, in each of these looks. */
async function violationsIn(looks: readonly Look[], { page }: Visit): Promise<string[]> {
  const found: string[] = [];
  for (const { width, colorScheme } of looks) {
    await page.setViewportSize({ width, height: 800 });
    // A tooltip comes and goes with the pointer, and stands outside of all landmarks: what is looked at has none.
    await page.mouse.move(0, 0);
    await page.locator('[role=tooltip]').waitFor({ state: 'detached' });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const results = await page.evaluate(async () => {
      // A change of scheme begins its transitions with the next frame; one of a parent may begin one of its child.
      for (let frame = 0; frame < 6; frame++) {
        await new Promise(requestAnimationFrame);
        for (const animation of document.getAnimations())
          if (animation.effect?.getComputedTiming().iterations !== Infinity) animation.finish();
      }
      const { axe: tool } = window as unknown as { axe: typeof axe }; // Put there below.
      const { violations } = await tool.run(document, { resultTypes: ['violations'] });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
      );
    });
    found.push(...results.map((one) => `${width} px, ${colorScheme}: ${one}`));
  }
  return found;
}

async function visitWithAxe(): Promise<Visit> {
  const page = await visit();
  // As the inspector runs it: the page's own policy stays in force.
  await page.page.evaluate(`${source}; 0`);
  return page;
}

/** Where the window is narrow, images and recipe take turns. */
async function recipeTab(page: Visit): Promise<void> {
  await page.page.setViewportSize({ width: 360, height: 800 });
  await page.page.getByRole('radio', { name: 'Recipe' }).click();
}

/** Tests of all that the page shows, in each of these looks. */
export function accessibilityTests(looks: readonly Look[]): void {
  const violations = (page: Visit) => violationsIn(looks, page);

  test('axe finds nothing on the table of classes, and on a labelled image', async () => {
    const page = await visitWithAxe();
    await page.loadRecipe({
      version: 1,
      steps: [{ op: 'rotate', angle: 20 }],
      labels: { classes: [{ name: null, from: ['dog'] }] },
      output: { format: 'png' },
    });
    await page.pick(await yoloZip());
    await page.page.getByText('Classes', { exact: true }).click();
    await page.page.getByRole('button', { name: 'Keep dog' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.row('set/images/train/a.jpg').click();
    await page.page.getByRole('list', { name: 'Labels after' }).getByRole('listitem').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('axe finds nothing on the recipe, the settings, the list of steps to add, and a bad recipe’s sentence', async () => {
    const page = await visitWithAxe();
    await recipeTab(page);
    expect(await violations(page)).toEqual([]);
    await page.loadRecipe('{ "version": 2 }');
    await page.page.locator('[data-recipe-error]').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.button('Add step').click();
    await page.page.getByRole('listbox', { name: 'Steps' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.page.keyboard.press('Escape');
    await page.button('Settings').click();
    await page.page.getByRole('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('axe finds nothing on steps inside steps, and on a range', async () => {
    const page = await visitWithAxe();
    await recipeTab(page);
    const crop = { op: 'random-crop', width: 64, height: 64, ratio: 1 };
    const chance = { op: 'random-apply', steps: [crop] };
    await page.loadRecipe({ version: 1, steps: [{ op: 'repeat', copies: 3, steps: [chance] }] });
    expect(await violations(page), 'a repeat').toEqual([]);
    await page.page.getByRole('row', { name: 'Random apply' }).click();
    await page.page.getByRole('row', { name: 'Random crop' }).click();
    await page.page.getByRole('region', { name: 'Random crop' }).waitFor();
    expect(await violations(page), 'a crop in it').toEqual([]);
  });

  test('axe finds nothing while images are listed, looked at, run, and done with failures', async () => {
    const folder = temporaryFolder();
    const set = join(folder, 'set');
    // Large PNG, and more than cores: a fast machine must not be done before the pause.
    const [first] = copies(await picture(join(folder, 'seed.png'), { width: 2400, height: 1800 }), set, moreThanCores);
    const photograph = await picture(join(folder, 'seed.jpg'), { width: 2000, height: 1500 });
    writeFileSync(join(set, 'broken.jpg'), readFileSync(photograph).subarray(0, 3000));
    writeFileSync(join(set, 'notes.txt'), 'no image');
    const page = await visitWithAxe();
    await page.drop(set);
    await page.hasRows(moreThanCores + 2);
    expect(await violations(page), 'ready').toEqual([]);
    await page.row(`set/${basename(first!)}`).click();
    await page.page.getByAltText(/after$/).waitFor();
    expect(await violations(page), 'detail').toEqual([]);
    await page.button('Back to the list').click();
    await page.button('Run').click();
    await page.page.locator('.row[data-outcome=done]').first().waitFor();
    await page.button('Pause').click();
    await page.is('paused');
    expect(await violations(page), 'running').toEqual([]);
    await page.button('Resume').click();
    await page.is('done');
    expect(await page.page.locator('.failure[data-code=truncated]').count()).toBe(1);
    expect(await violations(page), 'done').toEqual([]);
  });

  test('axe finds nothing on the timeline, before a run and after it, and on the speed-up, before it is measured and after', async () => {
    const page = await visitWithImages();
    await view(page, 'Timeline');
    await page.page.getByText('No run yet').waitFor();
    expect(await violations(page), 'before').toEqual([]);
    await page.button('Run').click();
    await page.is('done');
    await page.page.getByRole('table').waitFor();
    expect(await violations(page), 'after').toEqual([]);
    await view(page, 'Speed-up');
    await page.button('Measure').waitFor();
    expect(await violations(page), 'before measured').toEqual([]);
    await page.button('Measure').click();
    await page.button('Measure again').waitFor({ timeout: 120_000 });
    expect(await violations(page), 'after').toEqual([]);
  });

  test('axe finds nothing on the empty page, and on the lessons, before one is run and after', async () => {
    const page = await visitWithAxe();
    expect(await violations(page), 'empty').toEqual([]);
    await view(page, 'Learn');
    const lesson = page.page.locator('.lesson').first();
    await lesson.waitFor();
    expect(await violations(page), 'before').toEqual([]);
    await lesson.getByRole('button', { name: /^Run/ }).click();
    await lesson.getByRole('status').filter({ hasText: 'in all' }).waitFor();
    expect(await violations(page), 'after').toEqual([]);
  });
}

async function visitWithImages(): Promise<Visit> {
  const folder = temporaryFolder();
  copies(await picture(join(folder, 'seed.jpg'), { width: 1200, height: 900 }), join(folder, 'set'), 6);
  const page = await visitWithAxe();
  await page.drop(join(folder, 'set'));
  await page.hasRows(6);
  return page;
}

async function view(page: Visit, name: string): Promise<void> {
  await page.page.getByRole('link', { name, exact: true }).click();
}
