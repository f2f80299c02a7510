import { goldens, type Golden } from '../../worker/testing/goldens';
import { noise } from '../../worker/testing/pictures';
import { drawn, type Raster } from '../../worker/testing/raster';
import { moved } from '../../worker/testing/reference';

const sides = { left: 3, top: 1, right: 2, bottom: 4 };

const padded = (picture: Raster, fill: readonly number[]) =>
  moved(picture, picture.width + 5, picture.height + 5, (x, y) => [x - 3, y - 1], fill);

const rgb = noise(6, 5);
const rgba = noise(6, 5, 4);
const grey = noise(5, 6, 1);
const deep = noise(5, 6, 3, 16);

/** `dcba|abcd|dcba`: the border pixel is repeated, again and again where the border is wider than the image. */
const reflected = (at: number, length: number) => {
  const turn = ((at % (2 * length)) + 2 * length) % (2 * length);
  return turn < length ? turn : 2 * length - 1 - turn;
};
const held = (at: number, length: number) => Math.max(0, Math.min(length - 1, at));

const opaque = (picture: Raster) =>
  drawn({ ...picture, bands: 4 }, (x, y, band) =>
    band === 3 ? 255 : (picture.data[(y * picture.width + x) * 3 + band] ?? NaN),
  );

const cases: Golden[] = [
  {
    name: 'A pad without any border gives the very pixels back',
    picture: rgb,
    step: { op: 'pad' },
    expected: rgb,
  },
  {
    name: 'A constant border has the colour of fill on each side',
    picture: rgb,
    step: { op: 'pad', ...sides, fill: '#10a0ff' },
    expected: padded(rgb, [16, 160, 255]),
  },
  {
    name: 'A constant border is black when no fill is given',
    picture: rgb,
    step: { op: 'pad', ...sides },
    expected: padded(rgb, [0, 0, 0]),
  },
  {
    name: 'A border beside alpha has the fill’s own alpha, and straight colours',
    picture: rgba,
    step: { op: 'pad', ...sides, fill: '#10a0ff40' },
    expected: padded(rgba, [16, 160, 255, 64]),
  },
  {
    name: 'An opaque border beside alpha is opaque',
    picture: rgba,
    step: { op: 'pad', ...sides, fill: '#10a0ff' },
    expected: padded(rgba, [16, 160, 255, 255]),
  },
  {
    name: 'A clear border brings an opaque image an alpha band',
    picture: rgb,
    step: { op: 'pad', ...sides, fill: '#10a0ff00' },
    expected: padded(opaque(rgb), [16, 160, 255, 0]),
  },
  {
    name: 'A grey border on a grey image has that grey',
    picture: grey,
    step: { op: 'pad', ...sides, fill: '#727272' },
    expected: padded(grey, [114]),
  },
  {
    name: 'A red border on a grey image is red’s luminance',
    picture: grey,
    step: { op: 'pad', ...sides, fill: '#ff0000' },
    // 0.2126 of the light, by sRGB's curve.
    expected: padded(grey, [255 * (1.055 * 0.2126 ** (1 / 2.4) - 0.055)]),
    near: { within: 1, share: 1, mean: 1 },
  },
  {
    name: 'A border on 16 bits has the fill in 16 bits',
    picture: deep,
    step: { op: 'pad', ...sides, fill: '#10a0ff' },
    expected: padded(deep, [16 * 257, 160 * 257, 65535]),
  },
  {
    name: 'A reflected border repeats the border pixel and runs backwards',
    picture: rgb,
    step: { op: 'pad', ...sides, edge: 'reflect' },
    expected: moved(rgb, 11, 10, (x, y) => [reflected(x - 3, 6), reflected(y - 1, 5)]),
  },
  {
    name: 'A reflected border wider than the image turns again',
    picture: noise(3, 2),
    step: { op: 'pad', left: 8, top: 5, right: 7, bottom: 6, edge: 'reflect' },
    expected: moved(noise(3, 2), 18, 13, (x, y) => [reflected(x - 8, 3), reflected(y - 5, 2)]),
  },
  {
    name: 'A replicated border draws the outermost pixels out',
    picture: rgba,
    step: { op: 'pad', ...sides, edge: 'replicate' },
    expected: moved(rgba, 11, 10, (x, y) => [held(x - 3, 6), held(y - 1, 5)]),
  },
];

goldens(cases);
