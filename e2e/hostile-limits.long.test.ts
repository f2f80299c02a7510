import sharp from 'sharp';
import { expect, test } from 'vitest';
import { make } from './drive';
import { among, expectTooLarge } from './too-large';

test('an image of more pixels than 32 bits can count is told so', () => expectTooLarge(50_000));

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
