import { expect, test } from 'vitest';
import { parseRecipe } from '../core/recipe/parse';
import { prefersCanvas } from './route';

const browser = { by: 'frames', readsBack: true, shrinks: true, keepsAlpha: true, converts: true } as const;
const chromium = { tier: { name: 'full', writesWebp: true }, browser } as const;
const recipe = (output: object, encode = 'auto') => parseRecipe({ version: 1, encode, output });

test('a canvas writes a plain WebP', () => {
  expect(prefersCanvas(recipe({ format: 'webp', webp: { effort: 4 } }), chromium)).toBe(true);
});

test.each([
  ['something is kept', { keep: 'icc' }],
  ['nothing may be lost', { lossless: true }],
  ['the best quality, which a canvas takes for lossless, is asked for', { quality: 100 }],
  ['a size is asked for', { maxBytes: 60_000 }],
  ['an option of libwebp’s is', { webp: { effort: 2 } }],
])('libvips writes WebP where %s', (_, output) => {
  expect(prefersCanvas(recipe({ format: 'webp', ...output }), chromium)).toBe(false);
});

test('libvips writes WebP where exact bytes are asked for, or a canvas has none, or adds noise', () => {
  const plain = recipe({ format: 'webp' });
  expect(prefersCanvas(recipe({ format: 'webp' }, 'exact'), chromium)).toBe(false);
  expect(prefersCanvas(plain, { ...chromium, tier: { name: 'full', writesWebp: false } })).toBe(false);
  expect(prefersCanvas(plain, { ...chromium, browser: { ...browser, readsBack: false } })).toBe(false);
  expect(prefersCanvas(plain, { ...chromium, browser: null })).toBe(false);
});
