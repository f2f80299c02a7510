import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { make } from './drive';
import { pngOf } from './hostile-files';
import { picture } from './pictures';
import { temporaryFolder } from './visit';

/** Good pictures before and after the one that is too much. */
async function among(name: string, write: (path: string) => Promise<unknown> | void): Promise<string> {
  const folder = join(temporaryFolder(), 'set');
  for (const good of ['a', 'b', 'x', 'y']) await picture(join(folder, `${good}.png`));
  await write(join(folder, name));
  return folder;
}

test('an image that takes too long is given up, and its worker replaced', async () => {
  const folder = await among('m.png', (path) =>
    sharp({
      create: {
        width: 2000,
        height: 2000,
        channels: 3,
        background: 'teal',
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    })
      .png({ compressionLevel: 1 })
      .toFile(path),
  );
  // Half a minute for the large one and milliseconds for its neighbours, on any machine; and well within its memory.
  const recipe = {
    version: 1,
    steps: [{ op: 'resize', scale: 3, enlarge: true }],
    output: { format: 'webp', lossless: true },
  };
  const { report } = await make([folder], { recipe, flags: ['--set', 'timeoutSeconds=5', '--workers', '1'] });
  const row = report.items.find(({ path }) => path === 'set/m.png');
  expect(row).toMatchObject({
    status: 'failed',
    code: 'timed-out',
    detail: 'It took longer than 5 s. Raise the time per image in the settings, or retry it.',
  });
  expect(report.counts).toEqual({ done: 4, skipped: 0, failed: 1 });
});

// More than an instance may take, and more than 32 bits can count.
test.for([27_000, 50_000])(
  'an image of %d px each way, which no worker’s memory can hold, is told so',
  async (side) => {
    const folder = await among('m.png', (path) => writeFileSync(path, pngOf(side, side)));
    const recipe = { version: 1, steps: [{ op: 'rotate', angle: 90 }], output: { format: 'png' } };
    const { report } = await make([folder], { recipe, flags: ['--set', 'maxPixelsMp=4000', '--workers', '1'] });
    const row = report.items.find(({ path }) => path === 'set/m.png');
    expect([row?.status, row?.code, row?.detail]).toEqual([
      'failed',
      'out-of-memory',
      'The memory of one worker does not suffice for this PNG file. Retry it with fewer workers, or make the image smaller first.',
    ]);
    expect(report.counts).toEqual({ done: 4, skipped: 0, failed: 1 });
  },
);
