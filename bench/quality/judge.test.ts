import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { isVoid, judged } from './judge';
import { jpegFacts } from './jpeg-facts';
import { lumaIn, referencesOf } from './reference';

const picture = { create: { width: 64, height: 48, channels: 3, background: '#4080c0' } } as const;
const input = { path: 'a.jpg', width: 64, height: 48 };

test.each([
  [0.99, 0.99, false],
  [0.9851, 0.99, false],
  [0.9849, 0.99, true],
  [null, 0.99, false],
  [0.5, null, false],
])('a likeness of %s is void beside sharp’s %s: %s', (likeness, sharps, expected) => {
  expect(isVoid(likeness, sharps)).toBe(expected);
});

test.each([
  ['4:2:0, own tables', { optimiseCoding: true }, { isProgressive: false, subsampling: '4:2:0', isOptimised: true }],
  ['Annex K’s tables', { optimiseCoding: false }, { isProgressive: false, subsampling: '4:2:0', isOptimised: false }],
  ['4:4:4', { chromaSubsampling: '4:4:4' }, { isProgressive: false, subsampling: '4:4:4', isOptimised: true }],
  ['in scans', { progressive: true }, { isProgressive: true, subsampling: '4:2:0', isOptimised: true }],
])('a JPEG’s segments tell how it was written: %s', async (_, options, facts) => {
  expect(jpegFacts(await sharp(picture).jpeg(options).toBuffer())).toEqual(facts);
});

test('a grey JPEG and a PNG are told apart from colour', async () => {
  expect(jpegFacts(await sharp(picture).toColourspace('b-w').jpeg().toBuffer())?.subsampling).toBe('grey');
  expect(jpegFacts(await sharp(picture).png().toBuffer())).toBeNull();
});

test('outputs of the size asked for are held against the reference', async () => {
  const output = await sharp(picture).jpeg().toBuffer();
  const reference = await lumaIn(output);
  expect(await judged([[output]], [input], [[reference]])).toEqual({ bytesPerImage: output.length, ssim: 1 });
  expect((await judged([[output, output]], [input], [])).ssim).toBeNull();
});

test('an output of another size, or written in another way, is an error', async () => {
  const output = await sharp(picture).jpeg().toBuffer();
  await expect(judged([[output]], [{ ...input, width: 65 }], [])).rejects.toThrow('Expected 65 × 48 px for a.jpg');
  const plain = await sharp(picture).jpeg({ chromaSubsampling: '4:4:4' }).toBuffer();
  await expect(judged([[plain]], [input], [])).rejects.toThrow('Expected a baseline JPEG of 4:2:0');
});

test('a copy is held against its own window, mirrored and brightened as it was asked for', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'manyhands-judge-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'a.png');
  const levels = Uint8Array.from({ length: 80 * 60 }, (_, i) => 100 + 60 * Math.sin((i % 80) / 5) + i / 80);
  await sharp(levels, { raw: { width: 80, height: 60, channels: 1 } })
    .png()
    .toFile(path);
  const window = { left: 7, top: 5, width: 64, height: 48 };
  const copy = { window, isMirrored: true, brightness: 1.5 };
  const asked = { path, width: 32, height: 24, copies: [copy, { ...copy, isMirrored: false }] };
  const made = sharp(path).extract(window).resize(32, 24, { fit: 'fill' });
  const bright = await sharp(await made.png().toBuffer())
    .linear(1.5, 0)
    .png()
    .toBuffer();
  const mirrored = await sharp(bright).flop().png().toBuffer();
  const references = await referencesOf(asked);
  const right = await judged([[mirrored, bright]], [asked], [references]);
  const swapped = await judged([[bright, mirrored]], [asked], [references]);
  expect(right.ssim).toBeGreaterThan(0.99);
  expect(swapped.ssim).toBeLessThan(0.95);
});
