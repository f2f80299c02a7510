import { goldens, type Golden } from '../../worker/testing/goldens';
import { noise, scenery } from '../../worker/testing/pictures';
import { at, drawn, type Raster } from '../../worker/testing/raster';
import { moved, resampled } from '../../worker/testing/reference';
import { alignments } from './align';
import { kernels } from './params';

const smooth = { within: 2, share: 0.98, mean: 0.6 };
const picture = scenery(101, 67);
const small = noise(7, 5);
const black = [0, 0, 0];

const laid = (from: Raster, width: number, height: number, left: number, top: number, fill = black) =>
  moved(from, width, height, (x, y) => [x - left, y - top], fill);

/** 101 × 67 px into 40 × 40: factors 0.396 and 0.597; 67 · 40/101 = 26.53 → 27; 101 · 40/67 = 60.30 → 60. */
const fits: Golden[] = [
  row('inside keeps the ratio within the box', { fit: 'inside' }, resampled(picture, 40, 27, 'lanczos3')),
  row('outside keeps the ratio around the box', { fit: 'outside' }, resampled(picture, 60, 40, 'lanczos3')),
  row('cover fills the box and cuts the rest', { fit: 'cover' }, cut(resampled(picture, 60, 40, 'lanczos3'), 10, 0)),
  row('contain pads to the box', { fit: 'contain' }, laid(resampled(picture, 40, 27, 'lanczos3'), 40, 40, 0, 6)),
  row('stretch takes both sides as given', { fit: 'stretch' }, resampled(picture, 40, 40, 'lanczos3')),
  row(
    'contain pads with its fill',
    { fit: 'contain', fill: '#ff8000' },
    laid(resampled(picture, 40, 27, 'lanczos3'), 40, 40, 0, 6, [255, 128, 0]),
  ),
  row('a width alone keeps the ratio', { height: undefined }, resampled(picture, 40, 27, 'lanczos3')),
  row('a height alone keeps the ratio', { width: undefined }, resampled(picture, 60, 40, 'lanczos3')),
  row(
    'a width alone keeps the ratio whatever fit says',
    { height: undefined, fit: 'stretch' },
    resampled(picture, 40, 27, 'lanczos3'),
  ),
  // 50.5 → 51 (halves up), 33.5 → 34.
  row(
    'a scale rounds each side, halves up',
    { width: undefined, height: undefined, scale: 0.5 },
    resampled(picture, 51, 34, 'lanczos3'),
  ),
  row(
    'a tiny scale leaves one pixel',
    { width: undefined, height: undefined, scale: 0.001 },
    resampled(picture, 1, 1, 'linear'),
    8,
  ),
];

function row(what: string, given: Readonly<Record<string, unknown>>, expected: Raster, within = 2): Golden {
  const params = Object.fromEntries(
    Object.entries({ width: 40, height: 40, ...given }).filter(([, value]) => value !== undefined),
  );
  return {
    name: `Resize ${what}`,
    picture,
    step: { op: 'resize', ...params },
    expected,
    near: { ...smooth, within, mean: within / 3 },
  };
}

function cut(from: Raster, left: number, top: number): Raster {
  return moved(from, 40, 40, (x, y) => [x + left, y + top]);
}

/** 7 × 5 px in a box of 12 × 4: without growing, cover cuts one row, and contain would shrink. */
const bounded: Golden[] = [
  same('inside a larger box', { width: 100, height: 100 }),
  same('outside a larger box', { width: 100, height: 100, fit: 'outside' }),
  same('stretched to a larger box', { width: 100, height: 100, fit: 'stretch' }),
  same('by a scale above 1', { scale: 3 }),
  same('to its own size', { width: 7, height: 5, fit: 'stretch' }),
  same('to its own width by every way of growing', { width: 7, enlarge: true }),
  {
    name: 'Resize without growing pads what contain leaves',
    picture: small,
    step: { op: 'resize', width: 12, height: 8, fit: 'contain' },
    expected: laid(small, 12, 8, 2, 1),
  },
  {
    name: 'Resize without growing cuts what exceeds cover’s box',
    picture: small,
    step: { op: 'resize', width: 12, height: 4, fit: 'cover' },
    expected: moved(small, 7, 4, (x, y) => [x, y]),
  },
  {
    name: 'Resize without growing bounds each side that is stretched',
    picture: scenery(20, 9),
    step: { op: 'resize', width: 10, height: 30, fit: 'stretch' },
    expected: resampled(scenery(20, 9), 10, 9, 'lanczos3'),
    near: smooth,
  },
];

function same(what: string, given: object): Golden {
  return {
    name: `Resize gives the very pixels back ${what}`,
    picture: small,
    step: { op: 'resize', ...given },
    expected: small,
  };
}

const aligned: Golden[] = alignments.flatMap((align) => {
  const place = (roomX: number, roomY: number) => ({
    left: align.endsWith('left') ? 0 : align.endsWith('right') ? roomX : Math.floor(roomX / 2),
    top: align.startsWith('top') ? 0 : align.startsWith('bottom') ? roomY : Math.floor(roomY / 2),
  });
  const kept = place(3, 2);
  const put = place(6, 3);
  return [
    {
      name: `Resize to cover keeps the ${align}`,
      picture: noise(10, 9),
      step: { op: 'resize', width: 7, height: 9, fit: 'cover', align },
      expected: moved(noise(10, 9), 7, 9, (x, y) => [x + kept.left, y]),
    },
    {
      name: `Resize to contain puts the image at the ${align}`,
      picture: small,
      step: { op: 'resize', width: 13, height: 8, fit: 'contain', align },
      expected: laid(small, 13, 8, put.left, put.top),
    },
  ];
});

const ways: Golden[] = kernels.flatMap((kernel) => {
  const near = kernel === 'nearest' ? { within: 0, share: 1, mean: 0 } : smooth;
  const way = (name: string, from: Raster, width: number, height: number, how = near): Golden => ({
    name: `Kernel ${kernel} ${name}`,
    picture: from,
    step: { op: 'resize', width, height, fit: 'stretch', enlarge: true, kernel },
    expected: resampled(from, width, height, kernel),
    near: how,
  });
  return [
    way('shrinks a little', picture, 80, 53),
    // From a factor of four on a box filter takes part of the work.
    way('shrinks a lot', picture, 13, 11, { ...near, mean: 1.5 * near.mean }),
    way('enlarges', scenery(23, 17), 61, 40),
    way('enlarges a single pixel', noise(1, 1), 5, 4),
    way('shrinks one side and enlarges the other', picture, 31, 97),
    way('shrinks grey', scenery(61, 45, 1), 25, 13),
    way('shrinks 16 bits', scenery(61, 45, 3, 16), 25, 13),
    way('enlarges 16 bits', scenery(21, 15, 3, 16), 51, 33),
  ];
});

/** A centre on the edge between two pixels: the one to the right and below, as Pillow takes it. */
const ties: Golden[] = [
  [40, 24, 20, 12],
  [40, 24, 10, 6],
  [41, 24, 41, 2],
  [12, 10, 24, 30],
  [64, 48, 5, 48],
  [60, 44, 25, 13],
].map(([width = 0, height = 0, w = 0, h = 0]) => ({
  name: `Kernel nearest takes the later pixel where two are as near, ${width} × ${height} to ${w} × ${h} px`,
  picture: noise(width, height),
  step: { op: 'resize', width: w, height: h, fit: 'stretch', enlarge: true, kernel: 'nearest' },
  expected: resampled(noise(width, height), w, h, 'nearest'),
}));

/** Alpha weighs the colours: mixed premultiplied, in 16 bits so that the reference itself rounds little. */
function weighed(from: Raster, width: number, height: number): Raster {
  const last = from.bands - 1;
  const most = from.depth === 8 ? 255 : 65535;
  const whole = drawn({ ...from, depth: 16 }, (x, y, band) => {
    const alpha = at(from, x, y, last) / most;
    return band === last ? alpha * 65535 : (at(from, x, y, band) / most) * alpha * 65535;
  });
  const mixed = resampled(whole, width, height, 'linear');
  return drawn({ ...from, width, height }, (x, y, band) => {
    const alpha = at(mixed, x, y, last);
    if (band === last) return (alpha / 65535) * most;
    return alpha === 0 ? 0 : (at(mixed, x, y, band) / alpha) * most;
  });
}

const transparent: Golden[] = [scenery(40, 30, 4), scenery(40, 30, 2), scenery(40, 30, 4, 16)].flatMap((from) =>
  [
    [17, 13],
    [71, 50],
  ].map(([width = 0, height = 0]) => ({
    name: `Alpha weighs the colours of ${from.bands} bands, ${from.depth} bits, to ${width} × ${height} px`,
    picture: from,
    step: { op: 'resize', width, height, fit: 'stretch', enlarge: true, kernel: 'linear' },
    expected: weighed(from, width, height),
    near: smooth,
  })),
);

goldens([...fits, ...bounded, ...aligned, ...ways, ...ties, ...transparent]);
