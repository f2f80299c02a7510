import { expect, it } from 'vitest';
import { unmoved, wholeOf } from './geometry';

it.each([
  { width: 1, height: 1 },
  { width: 640, height: 427 },
])('moves nothing, keeps the size and shows the whole of $width × $height', (size) => {
  expect(unmoved(size)).toEqual({
    size,
    map: { kind: 'identity' },
    clip: { x0: 0, y0: 0, x1: size.width, y1: size.height },
    edge: 'constant',
  });
});

it('takes a whole image from edge to edge, not from pixel to pixel', () => {
  expect(wholeOf({ width: 3, height: 2 })).toEqual({ x0: 0, y0: 0, x1: 3, y1: 2 });
});
