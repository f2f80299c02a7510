import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goldens, type Golden } from '../../worker/testing/goldens';
import { noise, scenery } from '../../worker/testing/pictures';
import { at, drawn, type Raster } from '../../worker/testing/raster';
import { moved, resampled } from '../../worker/testing/reference';
import { geometries } from '../../worker/testing/run';
import { alignments } from './align';
import { kernels } from './params';

const grey114 = [114, 114, 114];

/** `picture` on a canvas, its corner at left, top. */
const laid = (picture: Raster, width: number, height: number, left: number, top: number, fill: readonly number[]) =>
  moved(picture, width, height, (x, y) => [x - left, y - top], fill);

const smooth = { within: 2, share: 0.98, mean: 0.6 };

const wide = scenery(61, 23);
const tall = scenery(9, 40);
const small = noise(7, 4);

const withAlpha = (picture: Raster) =>
  drawn({ ...picture, bands: 4 }, (x, y, band) => (band === 3 ? 255 : at(picture, x, y, band)));

const cases: Golden[] = [
  {
    // r = 32/61; 61 r = 32, 23 r = 12.07 → 12; 20 left over: 10 above.
    name: 'A wide image is shrunk to the box’s width, and padded above and below with #727272',
    picture: wide,
    step: { op: 'letterbox', width: 32, height: 32 },
    expected: laid(resampled(wide, 32, 12, 'lanczos3'), 32, 32, 0, 10, grey114),
    near: smooth,
  },
  {
    // r = 20/40; 9 r = 4.5 → 4 (half to even); 27 left over: round(13.4) = 13 on the left.
    name: 'A half goes to the even number, and the odd pixel of the border to the right',
    picture: tall,
    step: { op: 'letterbox', width: 31, height: 20 },
    expected: laid(resampled(tall, 4, 20, 'lanczos3'), 31, 20, 13, 0, grey114),
    near: { within: 4, share: 0.97, mean: 0.6 },
  },
  {
    name: 'A small image grows to the box',
    picture: scenery(7, 4),
    step: { op: 'letterbox', width: 40, height: 40, kernel: 'linear' },
    // r = 40/7; 4 r = 22.86 → 23; 17 left over: round(8.4) = 8 above.
    expected: laid(resampled(scenery(7, 4), 40, 23, 'linear'), 40, 40, 0, 8, grey114),
    near: smooth,
  },
  {
    name: 'A small image is padded alone when it may not grow',
    picture: small,
    step: { op: 'letterbox', width: 12, height: 9, enlarge: false },
    expected: laid(small, 12, 9, 2, 2, grey114),
  },
  {
    name: 'A large image still shrinks when it may not grow',
    picture: wide,
    step: { op: 'letterbox', width: 32, height: 32, enlarge: false },
    expected: laid(resampled(wide, 32, 12, 'lanczos3'), 32, 32, 0, 10, grey114),
    near: smooth,
  },
  {
    name: 'An image of the box’s size gives the very pixels back',
    picture: noise(12, 9, 4),
    step: { op: 'letterbox', width: 12, height: 9 },
    expected: noise(12, 9, 4),
  },
  {
    name: 'A coloured fill is that colour on 16 bits too',
    picture: noise(6, 6, 3, 16),
    step: { op: 'letterbox', width: 6, height: 8, fill: '#102030' },
    expected: laid(noise(6, 6, 3, 16), 6, 8, 0, 1, [0x1010, 0x2020, 0x3030]),
  },
  {
    name: 'A clear fill brings an opaque image an alpha band',
    picture: noise(6, 6),
    step: { op: 'letterbox', width: 6, height: 8, fill: '#40506000' },
    expected: laid(withAlpha(noise(6, 6)), 6, 8, 0, 1, [0x40, 0x50, 0x60, 0]),
  },
  {
    name: 'A clear fill around a resampled image is clear, and the image opaque',
    picture: wide,
    step: { op: 'letterbox', width: 32, height: 32, fill: '#40506000' },
    expected: laid(withAlpha(resampled(wide, 32, 12, 'lanczos3')), 32, 32, 0, 10, [0x40, 0x50, 0x60, 0]),
    near: smooth,
  },
  {
    name: 'A grey image keeps its one band',
    picture: scenery(20, 10, 1),
    step: { op: 'letterbox', width: 10, height: 10 },
    expected: laid(resampled(scenery(20, 10, 1), 10, 5, 'lanczos3'), 10, 10, 0, 2, grey114),
    near: smooth,
  },
  ...alignments.map((align): Golden => {
    // 7 × 4 in 12 × 9 leaves 5 and 5: 2 before and 3 behind in the middle.
    const left = align.endsWith('left') ? 0 : align.endsWith('right') ? 5 : 2;
    const top = align.startsWith('top') ? 0 : align.startsWith('bottom') ? 5 : 2;
    return {
      name: `Aligned ${align} the image begins at ${left}, ${top}`,
      picture: small,
      step: { op: 'letterbox', width: 12, height: 9, enlarge: false, align },
      expected: laid(small, 12, 9, left, top, grey114),
    };
  }),
  ...kernels.map((kernel): Golden => ({
    name: `Kernel ${kernel} shrinks as the plain way does`,
    picture: wide,
    step: { op: 'letterbox', width: 32, height: 32, kernel },
    expected: laid(resampled(wide, 32, 12, kernel), 32, 32, 0, 10, grey114),
    near: kernel === 'nearest' ? { within: 0, share: 1, mean: 0 } : smooth,
  })),
];

goldens(cases);

describe('the plan', () => {
  /**
   * Ultralytics 8.3, `LetterBox.__call__` with `auto=False, scale_fill=False, center=True`: sizes and the border's
   * first pixels, written out as it stands there.
   */
  function ultralytics(shape: [number, number], newShape: [number, number], scaleup: boolean) {
    let r = Math.min(newShape[0] / shape[0], newShape[1] / shape[1]);
    if (!scaleup) r = Math.min(r, 1.0);
    const newUnpad = [pythonRound(shape[1] * r), pythonRound(shape[0] * r)] as const;
    const dw = (newShape[1] - newUnpad[0]) / 2;
    const dh = (newShape[0] - newUnpad[1]) / 2;
    return { newUnpad, left: pythonRound(dw - 0.1), top: pythonRound(dh - 0.1) };
  }

  /** Half to even, by way of the number's own decimal text: nothing of the product's arithmetic. */
  function pythonRound(value: number): number {
    const text = value.toString();
    if (!/^-?\d+\.5$/.test(text)) return Math.round(value) + 0;
    const below = Math.floor(value);
    return below % 2 === 0 ? below : below + 1;
  }

  it('puts every image where Ultralytics’ letterbox does', async () => {
    const side = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 5000 }));
    await fc.assert(
      fc.asyncProperty(side, side, side, side, fc.boolean(), async (width, height, w, h, enlarge) => {
        const [geometry] = await geometries({ width, height }, [{ op: 'letterbox', width: w, height: h, enlarge }]);
        const wanted = ultralytics([height, width], [h, w], enlarge);
        // A side may not vanish, where Ultralytics would hand OpenCV a side of 0.
        const [sw, sh] = wanted.newUnpad;
        fc.pre(sw > 0 && sh > 0);
        expect(geometry?.size).toEqual({ width: w, height: h });
        const map = geometry?.map;
        const matrix = map?.kind === 'affine' ? map.matrix : [1, 0, 0, 0, 1, 0];
        expect(matrix).toEqual([sw / width, 0, wanted.left, 0, sh / height, wanted.top]);
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves one pixel of a side that would vanish', async () => {
    const [geometry] = await geometries({ width: 5000, height: 3 }, [{ op: 'letterbox', width: 32, height: 32 }]);
    expect(geometry?.map).toEqual({ kind: 'affine', matrix: [32 / 5000, 0, 0, 0, 1 / 3, 15] });
  });
});
