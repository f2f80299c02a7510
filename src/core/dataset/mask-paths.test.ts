import { expect, it } from 'vitest';
import { masksAmong } from './mask-paths';

it('a mask is one of an image however letters with marks are written in both names', () => {
  const [apart, together] = ['Ka\u0308se', 'K\u00e4se'];
  expect(masksAmong([`images/${apart}.jpg`, `masks/${together}.png`])).toEqual([`masks/${together}.png`]);
  expect(masksAmong([`images/${together}.jpg`, `masks/${apart}_mask.png`])).toEqual([`masks/${apart}_mask.png`]);
});

it('a mask without its image is one all the same, by those beside it', () => {
  expect(masksAmong(['images/a.jpg', 'masks/a.png', 'masks/gone.png', 'labels/b.png'])).toEqual([
    'masks/a.png',
    'masks/gone.png',
  ]);
});

it('Cityscapes’ pixels are masks of its photographs', () => {
  const stem = 'aachen/aachen_000000_000019';
  const masks = ['labelIds', 'instanceIds', 'color'].map((kind) => `gtFine/train/${stem}_gtFine_${kind}.png`);
  expect(masksAmong([`leftImg8bit/train/${stem}_leftImg8bit.png`, ...masks])).toEqual(masks);
});

it('people with and without masks on their faces are no masks', () => {
  expect(masksAmong(['with_mask/1.jpg', 'without_mask/1.png', 'with_mask/2.png', 'no-mask/1.png'])).toEqual([]);
});
