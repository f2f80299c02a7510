import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { inject, onTestFinished } from 'vitest';
import { peakOfTree } from '../bench/memory';
import { processWith } from '../bench/processes';
import { random } from '../src/core/random';
import { drop, launch } from '../tools/browser.mjs';
import { copies } from './pictures';
import { temporaryFolder } from './visit';

/** What a camera makes, as far as memory is concerned: 12 megapixels in about 3 MB. */
export async function photograph(): Promise<string> {
  const [width, height] = [1000, 750];
  const { next } = random(1, 'photograph');
  const noise = Buffer.from(Uint8Array.from({ length: width * height * 3 }, () => 80 + next() * 90));
  const large = sharp(noise, { raw: { width, height, channels: 3 } }).resize(4000, 3000, { kernel: 'cubic' });
  const path = join(temporaryFolder(), 'photograph.jpg');
  writeFileSync(path, await large.jpeg({ quality: 88 }).toBuffer());
  return path;
}

/**
 * The resident memory of all of a browser's processes at its peak, in megabytes, while the page takes so many photographs
 * in and runs them. The profile is persistent: without one, what is stored lies in memory.
 */
export async function peakOfRun(file: string, many: number): Promise<number> {
  const folder = join(temporaryFolder(), 'photographs');
  copies(file, folder, many);
  const { context, profile, end } = await launch();
  onTestFinished(end);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(inject('url'));
  await page.locator('main[data-state=empty]').waitFor();
  const browser = processWith(`--user-data-dir=${profile}`);
  const peak = await peakOfTree(
    browser,
    async () => {
      await drop(page, [folder]);
      await page.getByRole('list', { name: `Images, ${many.toLocaleString('en')} row` }).waitFor();
      await page.getByRole('button', { name: 'Run', exact: true }).and(page.locator(':enabled')).click();
      await page.locator('main[data-state=done]').waitFor({ timeout: 0 });
    },
    250,
  );
  const done = await page.evaluate(() => document.querySelector('main')?.textContent);
  if (!done?.includes(`${many.toLocaleString('en')} done`))
    throw new Error(`Expected ${many} done, the page says ${done}.`);
  await end();
  return peak;
}
