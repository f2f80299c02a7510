import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, expect } from 'vitest';
import { nodeVips } from '../src/worker/testing/node-vips';
import { validFiles, type ValidFile } from '../src/worker/testing/valid-files';
import { make } from './drive';
import { temporaryFolder } from './visit';

/** A file of each format that is read, HEIC among them where the corpus is there. */
let files: ReadonlyMap<string, ValidFile>;
beforeAll(async () => {
  files = validFiles(await nodeVips(['heif', 'jxl', 'resvg']));
});

/** A folder of them, and of these. */
export function folderOf(more: Readonly<Record<string, Uint8Array>> = {}): string {
  const folder = join(temporaryFolder(), 'all');
  mkdirSync(folder);
  for (const [name, { bytes }] of files) writeFileSync(join(folder, fileName(name)), bytes);
  for (const [name, bytes] of Object.entries(more)) writeFileSync(join(folder, name), bytes);
  return folder;
}

function fileName(name: string): string {
  return `${name}.${name.split(' ').at(-1)}`;
}

/** A folder with one of every format comes out in this one, all of them done, in their colours. */
export async function expectWritten(format: 'jpeg' | 'webp', extension: string): Promise<void> {
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
}
