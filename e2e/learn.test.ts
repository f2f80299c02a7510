import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { root } from '../tools/prepare.mjs';
import { visit, type Visit } from './visit';

interface Block {
  readonly task: string;
  readonly from: number;
  readonly to: number;
}

async function learn(): Promise<Visit> {
  const page = await visit();
  await page.page.getByRole('link', { name: 'Learn', exact: true }).click();
  await page.page.locator('.lesson').first().waitFor();
  return page;
}

/** Presses the lesson's button and waits for its end. @returns what each worker did, milliseconds since the start. */
async function run(lesson: Locator): Promise<Block[][]> {
  await lesson.getByRole('button', { name: /^Run: / }).click();
  const lanes = lesson.getByRole('list', { name: 'Workers' }).getByRole('listitem');
  const total = lesson.getByRole('status');
  await total.filter({ hasNotText: 'Running' }).waitFor({ timeout: 120_000 });
  expect(await total.innerText()).toMatch(new RegExp(`^[\\d.]+ m?s in all, on ${await lanes.count()} workers?$`));
  const told = await lanes.allTextContents();
  return told.map((lane) =>
    [...lane.matchAll(/(\w+) from ([\d.]+ m?s) to ([\d.]+ m?s)/g)].map(([, task, from, to]) => ({
      task: task!,
      from: inMs(from!),
      to: inMs(to!),
    })),
  );
}

function inMs(told: string): number {
  return parseFloat(told) * (told.endsWith(' ms') ? 1 : 1000);
}

const cores = (page: Visit) => page.page.evaluate(() => navigator.hardwareConcurrency);

test('each lesson shows the code that it runs', async () => {
  const page = await learn();
  const shown = await page.page
    .locator('.lesson')
    .evaluateAll((lessons) =>
      lessons.map((one) => [
        one.getAttribute('data-lesson'),
        one.querySelector('[data-code=typescript]')?.textContent ?? '',
        one.querySelector('[data-code=python]')?.textContent ?? '',
      ]),
    );
  expect(shown.length).toBeGreaterThan(4);
  for (const [id, typescript, python] of shown) {
    expect(typescript).toBe(readFileSync(join(root, `src/app/learn/lessons/${id}.ts`), 'utf8').trimEnd());
    expect(python).toMatch(/^from multiprocessing import/);
  }
});

test('two sleeps run one after the other, or at once, as the code says', async () => {
  const page = await learn();
  const apart = (await run(page.page.locator('[data-lesson=one-after-the-other]'))).flat();
  expect(apart.map(({ task }) => task)).toEqual(['sleep', 'sleep']);
  // Times from a second on are told to a hundredth.
  expect(apart[1]!.from).toBeGreaterThan(apart[0]!.to - 10);
  const together = (await run(page.page.locator('[data-lesson=two-at-once]'))).flat();
  expect(together.map(({ task }) => task)).toEqual(['sleep', 'sleep']);
  expect(together[1]!.from).toBeLessThan(together[0]!.to);
});

test('more workers than cores all sleep at once and then compute', async () => {
  const page = await learn();
  const lanes = await run(page.page.locator('[data-lesson=more-hands-than-cores]'));
  expect(lanes.length).toBe(2 * (await cores(page)));
  const of = (name: string) => lanes.flat().filter(({ task }) => task === name);
  expect(of('sleep').length).toBe(lanes.length);
  expect(of('countPrimes').length).toBe(lanes.length);
  expect(Math.min(...of('countPrimes').map(({ from }) => from))).toBeGreaterThan(
    Math.max(...of('sleep').map(({ to }) => to)) - 10,
  );
});

test('images become thumbnails on one worker, and on every core', async () => {
  const page = await learn();
  const lessons = { sequential: 1, parallel: await cores(page) };
  for (const [id, workers] of Object.entries(lessons)) {
    const lesson = page.page.locator(`[data-lesson=${id}]`);
    const lanes = await run(lesson);
    // One of many workers may come too late for the last of the work.
    expect(lanes.length).toBeGreaterThanOrEqual(Math.min(2, workers));
    expect(lanes.length).toBeLessThanOrEqual(workers);
    for (const { task } of lanes.flat()) expect(task).toBe('thumbnail');
    await lesson.getByText('96 thumbnails').waitFor();
    const sides = await lesson.locator('figure img').evaluateAll((images: HTMLImageElement[]) =>
      Promise.all(
        images.map(async (image) => {
          await image.decode();
          return Math.max(image.naturalWidth, image.naturalHeight);
        }),
      ),
    );
    expect(sides).toEqual(Array(12).fill(160));
  }
});

test.each([360, 1280])(
  'the lessons scroll in their frame, and the page itself never does, %i px wide',
  async (width) => {
    const page = await learn();
    await page.page.setViewportSize({ width, height: 700 });
    const last = page.page.locator('[data-lesson=two-at-once]');
    await run(last);
    await page.page
      .locator('.lesson')
      .last()
      .evaluate((one) => one.scrollIntoView());
    expect(await page.page.evaluate(() => [scrollY, document.documentElement.scrollHeight])).toEqual([0, 700]);
  },
);
