import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { marker } from '../src/worker/testing/camera-exif';
import { kindsOf } from '../src/worker/testing/carried';
import { tagsIn } from '../src/worker/testing/exiftool';
import { privateFiles } from '../src/worker/testing/private-files';
import { make } from './drive';
import { temporaryFolder } from './visit';

/** Of the three, the browser's decoders alone are proven for the JPEG: the others' profile is not of sRGB. */
const readable = { light: /\.jpg$/, full: /\.(?:jpg|png|webp)$/ } as const;

/** Of a file full of a person, a place and a camera nothing is left, as exiftool reads it, once it is upright. */
export async function expectNothingLeft(tier: 'light' | 'full', format: 'png' | 'webp'): Promise<void> {
  const inputs = (await privateFiles(temporaryFolder())).filter((path) => readable[tier].test(path));
  const recipe = { version: 1, steps: [{ op: 'auto-orient' }], output: { format } };
  const { report, out, files } = await make(inputs, { recipe, flags: tier === 'light' ? ['--light'] : [] });
  expect(report).toMatchObject({ tier, counts: { failed: 0, skipped: 0 } });
  // In the full tier libvips writes what the browser would not give exactly.
  expect(report.items.map((item) => item.writer)).toContain('browser');
  expect(files).toHaveLength(inputs.length);
  for (const [name, tags] of tagsIn(out)) {
    if (name === 'report.json') continue;
    expect([name, [...kindsOf([...tags.keys()], false)]]).toEqual([name, []]);
    expect([name, readFileSync(join(out, name)).includes(marker)]).toEqual([name, false]);
  }
}
