import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { itemCodes } from '../src/core/errors';
import type { ReportItem } from '../src/core/dataset/report';
import { root } from '../tools/prepare.mjs';
import { make } from './drive';
import type { Made } from './drive';
import { hostileFiles } from './hostile-files';
import { picture } from './pictures';
import { temporaryFolder } from './visit';

const recipe = {
  version: 1,
  steps: [{ op: 'auto-orient' }, { op: 'resize', width: 64, height: 64 }],
  output: { format: 'jpeg', quality: 80 },
  decode: 'exact',
  encode: 'exact',
};

/** Whoever is not done has a code of the list and its sentences, which end with what to do. */
function isTold({ path, status, code, detail }: ReportItem): void {
  if (status === 'done') return;
  expect(Object.keys(itemCodes), path).toContain(code);
  const { advice } = itemCodes[code!];
  expect(detail, path).toMatch(/^\S.*\.$/s);
  expect(detail?.endsWith(` ${advice}`), `${path}: ${detail}`).toBe(true);
}

/** The outputs of the good files, byte by byte as they are without the hostile ones. */
function unharmed(mixed: Made, alone: Made): void {
  expect(alone.files.length).toBeGreaterThan(0);
  for (const file of alone.files)
    expect(readFileSync(join(mixed.out, file)).equals(readFileSync(join(alone.out, file))), file).toBe(true);
}

test('hostile files end each with their own code, and leave their good neighbours as they would be alone', async () => {
  const folder = temporaryFolder();
  const fates = await hostileFiles(join(folder, 'hostile'));
  // Odd sides, and large enough to be shrunk while they are decoded.
  for (const [at, name] of ['a.jpg', 'b.png', 'c.webp', 'd.gif', 'e.tif', 'f.jpg'].entries())
    await picture(join(folder, 'zgood', name), { width: 611, height: 407, hue: at * 50 });
  const hostile = join(folder, 'hostile');
  const good = join(folder, 'zgood');
  const mixed = await make([hostile, good], { recipe });
  const alone = await make([good], { recipe });
  expect(alone.report.counts).toEqual({ done: 6, skipped: 0, failed: 0 });
  unharmed(mixed, alone);
  const rows = new Map(mixed.report.items.map((row) => [row.path, row]));
  for (const [path, fate] of fates) {
    const row = rows.get(path);
    expect([path, row?.status, row?.code, row?.detail]).toEqual([path, ...fate, row?.detail]);
  }
  expect(mixed.report.items).toHaveLength(fates.size + 6);
  mixed.report.items.forEach(isTold);
});

const corpus = process.env['CORPUS'] ?? join(root, '../shared/corpus');

interface ManifestFile {
  readonly file: string;
  readonly group: string;
  readonly mime: string;
}

describe.skipIf(!existsSync(join(corpus, 'MANIFEST.json')))('with the corpus (CORPUS, or beside the project)', () => {
  test('its hostile files and its annotated datasets in one job: every image is done, everything else told', async () => {
    const { files }: { files: ManifestFile[] } = JSON.parse(readFileSync(join(corpus, 'MANIFEST.json'), 'utf8'));
    const mixed = await make([join(corpus, 'hostile'), join(corpus, 'annotated')], { recipe });
    const alone = await make([join(corpus, 'annotated')], { recipe });
    unharmed(mixed, alone);
    const { items } = mixed.report;
    items.forEach(isTold);
    const rows = new Map(items.map((row) => [row.path, row]));
    const annotated = files.filter(({ group }) => group === 'annotated');
    for (const { file, mime } of annotated) {
      const row = rows.get(file);
      const expected = mime.startsWith('image/') ? ['done', null] : ['skipped', 'not-an-image'];
      expect([file, row?.status, row?.code]).toEqual([file, ...expected]);
    }
    const images = annotated.filter(({ mime }) => mime.startsWith('image/')).length;
    expect(alone.report.counts).toEqual({ done: images, skipped: annotated.length - images, failed: 0 });
    const hostile = files.filter(({ group, file }) => group === 'hostile' && !file.endsWith('.zip'));
    for (const { file } of hostile) expect(rows.has(file), file).toBe(true);
    const codeOf = (file: string) => rows.get(`hostile/${file}`)?.code;
    expect({
      'misc/truncated.jpg': codeOf('misc/truncated.jpg'),
      'misc/17000x17000.avif': codeOf('misc/17000x17000.avif'),
      'png/xcsn0g01.png': codeOf('png/xcsn0g01.png'),
      'png/truncated_image.png': codeOf('png/truncated_image.png'),
      '/atxt in its zip': items.find(({ path }) => path === '/atxt')?.code,
    }).toEqual({
      'misc/truncated.jpg': 'truncated',
      'misc/17000x17000.avif': 'too-large',
      'png/xcsn0g01.png': 'corrupt',
      'png/truncated_image.png': 'truncated',
      '/atxt in its zip': 'unsafe-path',
    });
  });
});
