import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { nodeVips } from '../src/worker/testing/node-vips';
import { validFiles, type ValidFile } from '../src/worker/testing/valid-files';
import { make } from './drive';
import { temporaryFolder, visit } from './visit';

/** A file of each format that is read, HEIC among them where the corpus is there. */
let files: ReadonlyMap<string, ValidFile>;
beforeAll(async () => {
  files = validFiles(await nodeVips(['heif', 'jxl', 'resvg']));
});

function folderOf(more: Readonly<Record<string, Uint8Array>> = {}): string {
  const folder = join(temporaryFolder(), 'all');
  mkdirSync(folder);
  for (const [name, { bytes }] of files) writeFileSync(join(folder, fileName(name)), bytes);
  for (const [name, bytes] of Object.entries(more)) writeFileSync(join(folder, name), bytes);
  return folder;
}

function fileName(name: string): string {
  return `${name}.${name.split(' ').at(-1)}`;
}

test.each([
  ['jpeg', 'jpg'],
  ['webp', 'webp'],
] as const)('a folder with one of every format comes out as %s', async (format, extension) => {
  const recipe = { version: 1, steps: [{ op: 'resize', width: 16 }], input: { svgWidth: 64 }, output: { format } };
  const { report, out } = await make([folderOf()], { recipe, flags: ['--workers', '1'] });
  expect(report.items.map(({ path, status, detail }) => [path, status, detail])).toEqual(
    report.items.map(({ path }) => [path, 'done', null]),
  );
  expect(report.items).toHaveLength(files.size);
  for (const { path, outputs } of report.items) {
    const [output] = outputs;
    expect(output?.path).toMatch(new RegExp(`\\.${extension}$`));
    const written = join(out, output?.path ?? '');
    expect(await sharp(written).metadata()).toMatchObject({ format, width: output?.width });
    const { channels } = await sharp(await sharp(written).flatten({ background: '#fff' }).png().toBuffer()).toColourspace('srgb').stats(); // prettier-ignore
    const [name, { mean }] = [...files].find(([one]) => basename(path) === fileName(one))!; // Each is of one of them.
    const means = [0, 1, 2].map((band) => (channels[band] ?? channels[0]!).mean);
    for (const [band, value] of mean.entries())
      expect(Math.abs(means[band]! - value), `${name}: ${means}`).toBeLessThan(20);
  }
});

test('formats are counted when dropped, with what will not be read and why, and what is loaded', async () => {
  const page = await visit();
  const bytes = (letters: string) => new TextEncoder().encode(letters);
  await page.drop(
    folderOf({
      'b.jpg': bytes('no picture'),
      'c.exr': Uint8Array.of(0x76, 0x2f, 0x31, 0x01, 2, 0, 0, 0),
      'd.txt': bytes('0 0.5 0.5 1 1'),
      // Another reader has an animated AVIF than the rest of them, and nobody a TGA of grey with alpha.
      'e.avif': bytes('\0\0\0\x18ftypavis\0\0\0\0avismif1'),
      'f.tga': Uint8Array.of(0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 16, 8, 200, 255),
    }),
  );
  const found = page.page.getByRole('region', { name: 'Formats found' });
  const told = () => found.textContent();
  for (const part of ['3 unreadable', '2 JPEG', '2 WebP', '2 TIFF', '1 QOI', '4 TGA', '1 SVG', '2 AVIF', '7 BMP'])
    await expect.poll(told, { timeout: 30_000 }).toContain(part);
  expect(await told()).toMatch(
    /Loaded once for them, then kept for use offline: .*14\.8 MB for BMP, [^;]*AVIF.*3\.8 MB for AVIF;/,
  );
  await found.getByText('3 files that will not be read').click();
  const rows = await found.getByRole('listitem').allTextContents();
  expect(rows.sort()).toEqual([
    'b.jpg The content is no image format that we know.',
    'c.exr OpenEXR cannot be read here.',
    'f.tga TGA of grey with alpha cannot be read here.',
  ]);
});
