import { readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from './prepare.mjs';
import { sourcesInMagick, sourcesInVips } from './sources-under-lgpl.mjs';

const magick = join(root, 'node_modules/@imagemagick/magick-wasm');
const names = (lines: readonly string[]) => lines.map((line) => line.split(' ')[0]);

test('every library under the LGPL in the wasm of libvips and of ImageMagick is listed with its version and its sources', () => {
  const inVips = sourcesInVips(join(root, 'node_modules/wasm-vips'));
  expect(names(inVips)).toEqual(['libvips', 'glib', 'libexif', 'libheif', 'How']);
  const inMagick = sourcesInMagick(magick);
  expect(names(inMagick)).toEqual(['libde265', 'glib', 'libheif', 'liblqr', 'LibRaw', 'How']);
  for (const line of [...inVips, ...inMagick].filter((each) => !each.startsWith('How')))
    expect(line).toMatch(/^\w+ \d+\.\d+[.\d]*: https:\/\/\S+$/);
});

test('a library under the LGPL that comes with a later ImageMagick stops the build until its sources are known', () => {
  const folder = mkdtempSync(join(tmpdir(), 'manyhands-notice-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const notice = readFileSync(join(magick, 'NOTICE'), 'utf8').replace('[ lqr 0.4.2', '[ newcomer 1.0.0');
  writeFileSync(join(folder, 'NOTICE'), notice);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ version: '9.9.9' }));
  expect(() => sourcesInMagick(folder)).toThrow('newcomer 1.0.0');
});
