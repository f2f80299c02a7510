import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copies, picture } from './pictures';
import { temporaryFolder, visit, type Visit } from './visit';

const images = 6;

async function withImages(): Promise<Visit> {
  const folder = temporaryFolder();
  const one = await picture(join(folder, 'one.jpg'), { width: 1200, height: 900 });
  copies(one, join(folder, 'set'), images);
  const page = await visit();
  await page.drop(join(folder, 'set'));
  await page.hasRows(images);
  return page;
}

/** The cells of a table by row, as text. */
function cells(visit: Visit, name: string): Promise<string[][]> {
  return visit.page
    .getByRole('table', { name })
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
}

test('the timeline shows what each worker did, and gives it as a Chrome trace', async () => {
  const visit = await withImages();
  await visit.page.getByRole('link', { name: 'Timeline' }).click();
  await visit.page.getByText('No run yet').waitFor();
  await visit.button('Run').click();
  await visit.is('done');
  const rows = await cells(visit, 'What each worker’s time went into');
  expect(rows.reduce((sum, [, done]) => sum + Number(done), 0)).toBe(images);

  const { name, bytes } = await visit.download(visit.button('Chrome trace'));
  expect(name).toBe('timeline.json');
  const { traceEvents } = JSON.parse(bytes.toString()) as {
    traceEvents: { ph: string; cat?: string; ts: number; dur: number; args: { path: string } }[];
  };
  const slices = traceEvents.filter(({ cat }) => cat === 'item');
  expect(slices.map(({ args }) => args.path).sort()).toEqual(
    Array.from({ length: images }, (_, at) => `set/p${at}.jpg`),
  );
  for (const { ts, dur } of slices) expect(ts >= 0 && dur > 0).toBe(true);
});

test('the timeline is zoomed and moved by keys alone, and never beyond the run', async () => {
  const visit = await withImages();
  await visit.button('Run').click();
  await visit.is('done');
  await visit.page.getByRole('link', { name: 'Timeline' }).click();
  const whole = visit.button('Show the whole run');
  await expect.poll(() => whole.isDisabled()).toBe(true);
  await visit.page.locator('.timeline-canvas').focus();
  const before = await visit.page.locator('.timeline-canvas').screenshot();
  await visit.page.keyboard.press('+');
  await expect.poll(() => whole.isEnabled()).toBe(true);
  expect((await visit.page.locator('.timeline-canvas').screenshot()).equals(before)).toBe(false);
  await visit.page.keyboard.press('ArrowLeft');
  for (let press = 0; press < 3; press++) await visit.page.keyboard.press('-');
  await whole.click();
  await expect.poll(() => whole.isDisabled()).toBe(true);
});

test('the speed-up is measured on the person’s own images, and its recommendation is kept', async () => {
  const visit = await withImages();
  await visit.page.getByRole('link', { name: 'Speed-up' }).click();
  await visit.button('Measure').click();
  await visit.button('Measure again').waitFor({ timeout: 120_000 });
  const rows = await cells(visit, 'Time, speed-up and efficiency by number of workers');
  const cores = await visit.page.evaluate(() => navigator.hardwareConcurrency);
  expect(rows[0]?.[0]).toBe('1');
  expect(rows[0]?.[3]).toBe('1.00×');
  expect(rows.at(-1)?.[0]).toBe(String(cores));
  const use = visit.page.getByRole('button', { name: /^Use \d+ workers?$/ });
  if (await use.isVisible()) await use.click();
  const kept = await visit.page.getByText(/Runs use \d+ workers?, as recommended/).innerText();
  await visit.page.reload();
  await visit.page.getByText(`${/\d+ workers?/.exec(kept)?.[0]}`, { exact: true }).waitFor();
});

test('a measurement can be stopped, and says nothing then', async () => {
  const visit = await withImages();
  await visit.page.getByRole('link', { name: 'Speed-up' }).click();
  await visit.button('Measure').click();
  await visit.button('Stop measuring').click();
  await visit.button('Measure').and(visit.page.locator(':enabled')).waitFor({ timeout: 60_000 });
  expect(await visit.page.getByRole('table').count()).toBe(0);
});

test('a count of outcomes shows its rows from any view, and leaves the image that was looked at', async () => {
  const visit = await withImages();
  await visit.run(images);
  await visit.page.locator('.row').first().click();
  const detail = visit.page.getByRole('region', { name: /^Preview of/ });
  await detail.waitFor();
  await visit.page.getByRole('link', { name: 'Timeline' }).click();
  await detail.waitFor({ state: 'detached' });
  await visit.button(`${images} done`).click();
  await visit.page.getByRole('radio', { name: `Done ${images}`, checked: true }).waitFor();
  expect(await visit.page.locator('.row').count()).toBe(images);
});
