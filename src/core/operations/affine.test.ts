import { goldens } from '../../worker/testing/goldens';
import { noise, scenery } from '../../worker/testing/pictures';
import { moved, warped } from '../../worker/testing/reference';

const picture = scenery(40, 30);
const near = { within: 1, share: 0.999, mean: 0.5 };
const fill = [0, 0, 0];

goldens([
  {
    name: 'Without anything given the image stays as it is',
    picture,
    step: { op: 'affine' },
    expected: picture,
  },
  {
    name: 'A scale of 2 shows the middle half, twice as large',
    picture,
    step: { op: 'affine', scale: 2 },
    expected: warped(picture, picture, (x, y) => [10 + x / 2, 7.5 + y / 2], fill),
    near,
  },
  {
    name: 'A shift by a tenth of the width and a fifth of the height moves whole pixels',
    picture,
    step: { op: 'affine', translateX: 0.1, translateY: -0.2, fill: '#ffffff' },
    expected: moved(picture, 40, 30, (x, y) => [x - 4, y + 6], [255, 255, 255]),
  },
  {
    name: 'A shear by 45° along x moves each row by as much as it lies below the middle',
    picture,
    step: { op: 'affine', shearX: 45 },
    expected: warped(picture, picture, (x, y) => [x - (y - 15), y], fill),
    near,
  },
  {
    name: 'The nearest pixel of a reflected edge is the image mirrored, its border pixel repeated',
    picture: noise(8, 6),
    step: { op: 'affine', translateX: 0.5, kernel: 'nearest', edge: 'reflect' },
    expected: moved(noise(8, 6), 8, 6, (x, y) => [x < 4 ? 3 - x : x - 4, y]),
  },
  {
    name: 'A replicated edge draws the outermost pixels out',
    picture: noise(8, 6),
    step: { op: 'affine', translateX: 0.5, edge: 'replicate' },
    expected: moved(noise(8, 6), 8, 6, (x, y) => [Math.max(0, x - 4), y]),
  },
]);
