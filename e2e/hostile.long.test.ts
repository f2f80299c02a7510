import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../tools/prepare.mjs';
import { make } from './drive';
import { exactly as recipe, isTold, unharmed } from './unharmed';

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
