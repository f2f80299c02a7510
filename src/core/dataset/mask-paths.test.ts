import { expect, it } from 'vitest';
import { masksAmong } from './mask-paths';

it('a mask is one of an image however letters with marks are written in both names', () => {
  const [apart, together] = ['Ka\u0308se', 'K\u00e4se'];
  expect(masksAmong([`images/${apart}.jpg`, `masks/${together}.png`])).toEqual([`masks/${together}.png`]);
  expect(masksAmong([`images/${together}.jpg`, `masks/${apart}_mask.png`])).toEqual([`masks/${apart}_mask.png`]);
});
