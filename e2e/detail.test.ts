import { statSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { bytes } from '../src/app/format';
import { picture } from './pictures';
import { temporaryFolder, visit } from './visit';

test('the detail view shows before and after of the very recipe, with pixels and bytes', async () => {
  const file = await picture(join(temporaryFolder(), 'one.png'), { width: 900, height: 600 });
  const page = await visit();
  await page.loadRecipe({ version: 1, steps: [{ op: 'resize', width: 300 }], output: { format: 'webp', quality: 60 } });
  await page.pick(file);
  await page.run(1);
  await page.row('one.png').click();
  const sizeOf = (name: string) =>
    page.page.getByAltText(name).evaluate(async (image: HTMLImageElement) => {
      await image.decode();
      return [image.naturalWidth, image.naturalHeight];
    });
  expect(await sizeOf('one.png, before')).toEqual([900, 600]);
  expect(await sizeOf('one.png, after')).toEqual([300, 200]);
  const { bytes: stored } = await page.download(page.button('Download'));
  expect(await sharp(stored).metadata()).toMatchObject({ format: 'webp', width: 300, height: 200 });
  const facts = await page.page.locator('.facts').innerText();
  const spoken = facts.replace(/\s+/g, ' ');
  expect(spoken).toContain(`900 × 600 px PNG ${bytes(statSync(file).size).replace(/\s+/g, ' ')}`);
  expect(spoken).toContain(`300 × 200 px WEBP ${bytes(stored.byteLength).replace(/\s+/g, ' ')}`);
});

test('the preview follows the recipe', async () => {
  const file = await picture(join(temporaryFolder(), 'one.png'), { width: 900, height: 600 });
  const page = await visit();
  await page.pick(file);
  await page.row('one.png').click();
  const after = page.page.getByAltText('one.png, after');
  const size = () => after.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]);
  await expect.poll(size).toEqual([640, 640]);
  await page.loadRecipe({ version: 1, steps: [{ op: 'rotate', angle: 90 }] });
  await expect.poll(size).toEqual([600, 900]);
});

test('the line between before and after is moved by the keyboard, and uncovers as much of the picture', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'white.png');
  await sharp({ create: { width: 400, height: 300, channels: 3, background: '#ffffff' } }).toFile(file);
  const page = await visit();
  // Before is white and after is black: what the screen shows tells them apart.
  await page.loadRecipe({ version: 1, steps: [{ op: 'crop', left: 0, top: 0, width: 1, height: 1 }, { op: 'pad', right: 399, bottom: 299, fill: '#000000' }], output: { format: 'png' } }); // prettier-ignore
  await page.pick(file);
  await page.row('white.png').click();
  await page.page.getByAltText('white.png, after').waitFor();
  const slider = page.page.getByRole('slider', { name: 'Part shown before' });
  await slider.focus();
  expect(await slider.getAttribute('aria-valuenow')).toBe('50');
  await slider.press('PageUp');
  await slider.press('ArrowRight');
  await slider.press('ArrowLeft');
  expect(await slider.getAttribute('aria-valuenow')).toBe('60');
  expect([await whiteAt(0.55), await whiteAt(0.65)]).toEqual([true, false]);
  await slider.press('Home');
  expect(await whiteAt(0.4)).toBe(false);
  await slider.press('End');
  expect(await whiteAt(0.65)).toBe(true);

  /** Whether the screen is white at this share of the picture's frame, in the middle of its height. */
  async function whiteAt(share: number): Promise<boolean> {
    const box = await page.page.locator('.compare-frame').boundingBox();
    const clip = { x: box!.x + box!.width * share, y: box!.y + box!.height * 0.4, width: 2, height: 2 };
    const { data } = await sharp(await page.page.screenshot({ clip }))
      .raw()
      .toBuffer({ resolveWithObject: true });
    return data[0]! > 200;
  }
});
