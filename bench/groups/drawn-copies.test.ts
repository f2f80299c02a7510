import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { recipes } from '../recipes';
import { drawnCopies } from './drawn-copies';

test('copies are drawn by the product’s plans: as the recipe bounds them, and by the image’s name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'manyhands-copies-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'a.jpg');
  // Stored on its side: windows are drawn in 300 × 400 px.
  const picture = sharp({ create: { width: 400, height: 300, channels: 3, background: '#808080' } });
  await picture.withMetadata({ orientation: 6 }).jpeg().toFile(file);
  const drawn = await drawnCopies(file, 'input/0', recipes['augment-10']!);
  expect(drawn).toHaveLength(10);
  for (const { window, brightness } of drawn) {
    expect(window.left + window.width).toBeLessThanOrEqual(300);
    expect(window.top + window.height).toBeLessThanOrEqual(400);
    expect((window.width * window.height) / 120_000).toBeGreaterThan(0.49);
    expect(brightness).toBeGreaterThanOrEqual(0.8);
    expect(brightness).toBeLessThanOrEqual(1.2);
  }
  expect(new Set(drawn.map(({ isMirrored }) => isMirrored)).size).toBe(2);
  expect(new Set(drawn.map(({ brightness }) => brightness)).size).toBe(10);
  expect(await drawnCopies(file, 'input/0', recipes['augment-10']!)).toEqual(drawn);
  expect(await drawnCopies(file, 'input/1', recipes['augment-10']!)).not.toEqual(drawn);
});
