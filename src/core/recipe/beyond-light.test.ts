import { expect, test } from 'vitest';
import { beyondLight } from './beyond-light';
import { parseRecipe } from './parse';

const chromium = { name: 'light', writesWebp: true } as const;
const webkit = { name: 'light', writesWebp: false } as const;

test.each([
  [{ decode: 'exact' }, chromium, '“decode” is “exact”'],
  [{ decode: 'full' }, chromium, '“decode” is “full”'],
  [{ encode: 'exact' }, chromium, '“encode” is “exact”'],
  [{ steps: [{ op: 'grayscale' }] }, chromium, 'step 1, “Grayscale”'],
  [
    {
      steps: [
        { op: 'flip', axis: 'vertical' },
        {
          op: 'random-apply',
          steps: [
            { op: 'flip', axis: 'vertical' },
            { op: 'brightness', factor: 1.2 },
          ],
        },
      ],
    },
    chromium,
    'step 2.2, “Brightness”',
  ],
  [{ output: { format: 'png', keep: 'all' } }, chromium, 'metadata in PNG files'],
  [{ output: { format: 'webp', keep: 'icc' } }, chromium, 'metadata in WebP files'],
  [{ output: { format: 'webp' } }, webkit, 'writes no WebP'],
  [{ output: { format: 'png', png: { palette: true } } }, chromium, '“Palette” of PNG files'],
  [{ output: { format: 'webp', webp: { nearLossless: true } } }, chromium, '“Near lossless” of WebP files'],
  [{ output: { format: 'avif' } }, chromium, 'AVIF is written by libvips'],
  [{ output: { format: 'webp', maxBytes: 5000 } }, chromium, 'quality of a WebP for a size'],
] as const)('%j is refused with what needs libvips and what to do instead', (parts, tier, named) => {
  const why = beyondLight(parseRecipe({ version: 1, ...parts }), tier);
  expect(why).toContain(named);
  expect(why).toMatch(/; (?:set|take|write) .*, or run it on an isolated page\.$/);
});

test.each([
  [{}, webkit],
  [
    {
      steps: [
        { op: 'letterbox', width: 64, height: 64 },
        { op: 'repeat', copies: 2, steps: [{ op: 'flip', axis: 'vertical' }] },
      ],
    },
    webkit,
  ],
  [{ output: { format: 'jpeg', keep: 'all' } }, webkit],
  [{ output: { format: 'webp' } }, chromium],
  [{ output: { format: 'png', png: { palette: false }, webp: { effort: 6 } } }, webkit],
] as const)('%j is not refused', (parts, tier) => {
  expect(beyondLight(parseRecipe({ version: 1, ...parts }), tier)).toBeNull();
});
