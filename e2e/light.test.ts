import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Archive } from './archive';
import { drive, make, recipeFile } from './drive';
import { distanceBetween } from './fidelity';
import { drawnSubjects, runsOf } from './fast-decode';
import { picture } from './pictures';
import { lightVisit } from './light-visit';
import { temporaryFolder, visit } from './visit';

const letterbox = [{ op: 'auto-orient' }, { op: 'letterbox', width: 320, height: 320, fill: '#727272' }];

test('a page that is not isolated gives the same JPEGs, byte for byte, and reports its tier', async () => {
  const inputs = (await drawnSubjects()).map(({ path }) => path).filter((path) => path.endsWith('.jpg'));
  const recipe = { version: 1, steps: letterbox, output: { format: 'jpeg', quality: 85 } };
  const light = await runsOf(await lightVisit())(inputs, recipe);
  const isolated = await visit();
  const full = await runsOf(isolated)(inputs, recipe);
  expect([light.report.tier, full.report.tier]).toEqual(['light', 'full']);
  expect(await isolated.page.locator('[data-tier=light]').count()).toBe(0);
  expect(light.report.counts).toEqual({ done: inputs.length, skipped: 0, failed: 0 });
  const outputs = (archive: Archive) => archive.report.items.flatMap((item) => item.outputs.map(({ path }) => path));
  expect(outputs(light)).toEqual(outputs(full));
  for (const path of outputs(light)) expect(light.files.get(path)?.equals(full.files.get(path)!), path).toBe(true);
});

test('PNG and WebP come and go without libvips, transparent ones and turned ones among them', async () => {
  const subjects = await drawnSubjects();
  // No auto-orient: the tag goes on into the output.
  const steps = [
    { op: 'resize', width: 300, height: 300 },
    { op: 'pad', left: 20, top: 11, edge: 'reflect' },
    { op: 'pad', right: 9, fill: '#ff8000' },
  ];
  const [light, full] = [runsOf(await lightVisit()), runsOf(await visit())];
  for (const [output, read] of [
    [{ format: 'png' }, /(?:grey|transparent)\.png|turned\.webp/],
    [{ format: 'webp', lossless: true }, /(?:turned|interlaced)\.png|veiled\.webp/],
  ] as const) {
    const inputs = subjects.map(({ path }) => path).filter((path) => read.test(path));
    expect(inputs).toHaveLength(3);
    const recipe = { version: 1, steps, output };
    const [ours, theirs] = [await light(inputs, recipe), await full(inputs, recipe)];
    expect(ours.report.counts).toEqual({ done: inputs.length, skipped: 0, failed: 0 });
    for (const item of ours.report.items) {
      expect(item).toMatchObject({ writer: 'browser', reader: 'browser' });
      const file = item.outputs[0]!.path;
      const [one, other] = [ours.files.get(file)!, theirs.files.get(file)!];
      const [a, b] = [await sharp(one).metadata(), await sharp(other).metadata()];
      const { format, width, height, orientation } = b;
      expect(a, file).toMatchObject({ format, width, height });
      expect(a.orientation, file).toBe(orientation);
      if (output.format === 'png') expect(a.channels, file).toBe(b.channels);
      const { mean, ssim, shiftPx, signed } = distanceBetween(await asPng(one), await asPng(other));
      expect
        .soft([mean <= 1.5, ssim >= 0.99, shiftPx <= 0.1, signed <= 0.7], `${file}: ${mean} ${ssim}`)
        .toEqual(Array(4).fill(true));
    }
  }
});

function asPng(file: Buffer): Promise<Buffer> {
  return sharp(file).ensureAlpha().png().toBuffer();
}

test('what only libvips reads fails by name there, and says what would help', async () => {
  const folder = temporaryFolder();
  const deep = join(folder, 'deep.png');
  await sharp(await picture(join(folder, 'a.png')))
    .toColourspace('rgb16')
    .png()
    .toFile(deep);
  const ink = join(folder, 'ink.jpg');
  await sharp(join(folder, 'a.png')).toColourspace('cmyk').jpeg().toFile(ink);
  const wide = join(folder, 'wide.png');
  await sharp(join(folder, 'a.png')).withIccProfile('p3').png().toFile(wide);
  const tiff = await picture(join(folder, 'b.tiff'));
  const cut = join(folder, 'cut.jpg');
  writeFileSync(cut, readFileSync(await picture(join(folder, 'c.jpg'))).subarray(0, 900));
  const withThumbnail = join(folder, 'cut-with-thumbnail.jpg');
  const whole = await sharp(readFileSync(await picture(join(folder, 'd.jpg'), { width: 800, height: 600 })))
    .jpeg()
    .toBuffer();
  writeFileSync(withThumbnail, thumbnailed(whole, readFileSync(join(folder, 'c.jpg'))).subarray(0, -900));
  const { report } = await make([deep, ink, wide, tiff, cut, withThumbnail, join(folder, 'a.png')], {
    flags: ['--light'],
  });
  expect(report.counts).toEqual({ done: 1, skipped: 0, failed: 6 });
  const told = new Map(report.items.map(({ path, code, detail }) => [path, { code, detail }]));
  for (const [path, kind] of [
    ['deep.png', 'a PNG of 16 bits a sample'],
    ['ink.jpg', 'a CMYK JPEG'],
    ['wide.png', 'a PNG with a colour profile other than sRGB'],
    ['b.tiff', 'TIFF'],
  ] as const) {
    expect(told.get(path)).toMatchObject({ code: 'unsupported-format' });
    expect(told.get(path)?.detail).toContain(kind);
    expect(told.get(path)?.detail).toContain('isolated page');
  }
  expect(told.get('cut.jpg')).toMatchObject({ code: 'truncated' });
  // The end of the small one inside is not the file's.
  expect(told.get('cut-with-thumbnail.jpg')).toMatchObject({ code: 'truncated' });
});

/** With a small JPEG, end marker and all, in a segment before the frame, where cameras put it. */
function thumbnailed(file: Buffer, small: Buffer): Buffer {
  const payload = Buffer.concat([Buffer.from('Exif\0\0'), small]);
  const head = Buffer.from([0xff, 0xe1, (payload.length + 2) >> 8, (payload.length + 2) & 255]);
  return Buffer.concat([file.subarray(0, 2), head, payload, file.subarray(2)]);
}

test('a recipe that asks for more is refused before the run', async () => {
  const file = await picture(join(temporaryFolder(), 'a.jpg'));
  const out = join(temporaryFolder(), 'out');
  const recipe = recipeFile({ version: 1, steps: [{ op: 'grayscale' }] });
  const driven = await drive(['--light', '--recipe', recipe, '--out', out, file]);
  expect(driven.code).toBe(2);
  expect(driven.stderr).toContain('step 1, “Grayscale”');
  expect(driven.stderr).toContain('isolated page');
});

test('the page says which tier runs and what it lacks, and runs the sample', async () => {
  const page = await lightVisit();
  const note = page.page.locator('[data-tier=light]');
  expect(await note.innerText()).toMatch(/JPEG, PNG and WebP.*needs an isolated page/);
  await page.button('Try a sample').click();
  await page.run(13);
  expect(await page.page.locator('[data-tier=light]').count()).toBe(1);
});
