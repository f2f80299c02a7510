import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { nodeVips } from '../src/worker/testing/node-vips';
import { validFiles, type ValidFile } from '../src/worker/testing/valid-files';
import { readArchive } from './archive';
import { temporaryFolder, type Visit } from './visit';

/** Formats that a part of the site is fetched for when they are first read; HEIC in its own coding is in the corpus alone. */
const rare = ['avif', 'jxl', 'svg', 'heif', 'bmp'] as const;
type Rare = (typeof rare)[number];

let drawn: Promise<ReadonlyMap<string, ValidFile>> | null = null;

/** Writes a file of each of these formats. @returns their paths. */
export async function rareFiles(formats: readonly Rare[]): Promise<string[]> {
  drawn ??= nodeVips(['heif', 'jxl', 'resvg']).then(validFiles);
  const valid = await drawn;
  const folder = temporaryFolder();
  return formats.flatMap((format) => {
    const bytes = valid.get(format)?.bytes;
    const path = join(folder, `one.${format}`);
    if (!bytes) return [];
    writeFileSync(path, bytes);
    return [path];
  });
}

/** Runs a file of each of these formats on the page, and clears it. @returns each output's SHA-256. */
export async function runsRare(visit: Visit, formats: readonly Rare[] = rare): Promise<Record<string, string>> {
  const files = await rareFiles(formats);
  await visit.loadRecipe({ version: 1, steps: [], output: { format: 'png' }, decode: 'exact' });
  await visit.pick(files);
  await visit.run(files.length);
  const archive = readArchive(await visit.downloadAll());
  expect(archive.report.items.map(({ path, status, detail }) => [path, status, detail])).toEqual(
    archive.report.items.map(({ path }) => [path, 'done', null]),
  );
  expect(archive.report.items).toHaveLength(files.length);
  await visit.button('Clear').click();
  await visit.is('empty');
  const hashes = [...archive.files].map(([path, bytes]) => [path, createHash('sha256').update(bytes).digest('hex')]);
  return Object.fromEntries(hashes) as Record<string, string>; // Pairs of texts.
}
