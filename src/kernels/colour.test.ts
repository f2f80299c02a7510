import { describe, expect, it } from 'vitest';
import { random } from '../core/random';
import { planesByKernels, threeBytesByKernels } from '../worker/testing/colours-by-kernels';
import { rgbPicture } from '../worker/testing/jpeg-pictures';
import { rgbByLibjpeg } from '../worker/testing/libjpeg-colour';
import { planesByLibjpeg } from '../worker/testing/libjpeg-planes';
import { nodeKernels } from '../worker/testing/node-kernels';
import { planarPicture, rgbByKernels } from '../worker/testing/planar-pictures';

const release = await nodeKernels();
const checked = await nodeKernels('checked');
const sizes = [1, 2, 3, 4, 5, 6, 7, 15, 16, 17, 31, 33, 50].flatMap((side) => [
  [side, side],
  [side, 3],
  [6, side],
]) as [number, number][];

describe('YCbCr planes become RGB', () => {
  it.each(['4:4:4', '4:2:2', '4:2:0'] as const)("of %s as by libjpeg's triangle filter and rounding", (sampling) => {
    for (const [width, height] of [...sizes, ...drawnSizes]) {
      const picture = planarPicture(width, height, sampling, 1);
      const expected = rgbByLibjpeg(picture);
      for (const kernels of [release, checked]) {
        const { bytes, strays } = rgbByKernels(kernels, picture);
        expect(strays, `${width} × ${height}`).toBe(0);
        expect(Buffer.compare(bytes, expected), `${width} × ${height}`).toBe(0);
      }
    }
  });
});

const builds = [
  { kernels: release, around: 0 },
  { kernels: release, around: 255 },
  { kernels: checked, around: 77 },
];

/** Sides from 1 to 65500, one of them short where the other is long. */
const drawnSizes = Array.from({ length: 40 }, (_, i) => {
  const draw = random(8, `colour ${i}`);
  const long = i % 8 === 0 ? 65500 : Math.ceil(2 ** draw.between(0, 15.9));
  const short = Math.ceil(Math.min(40, 30_000 / long) * draw.between(0.01, 1));
  return (i % 2 === 0 ? [long, short] : [short, long]) as [number, number];
});

describe('packed colours', () => {
  it.each(['4:4:4', '4:2:2', '4:2:0'] as const)("become planes of %s by libjpeg's formulas and padding", (sampling) => {
    for (const [i, [width, height]] of [...sizes, ...drawnSizes].entries()) {
      const picture = rgbPicture(i % 3 === 0 ? 'extremes' : 'noise', width, height);
      const layout = (['rgb', 'rgbx', 'bgrx'] as const)[i % 3]!;
      const expected = planesByLibjpeg(picture, sampling);
      for (const { kernels, around } of builds) {
        const { result, isUntouched } = planesByKernels(kernels, picture, { layout, sampling, around });
        const label = `${width} × ${height} ${layout}`;
        expect(isUntouched, label).toBe(true);
        expect(result.chromaWidth, label).toBe(expected.chromaWidth);
        for (const name of ['y', 'cb', 'cr'] as const)
          expect(Buffer.compare(result[name], expected[name]), `${label} ${name}`).toBe(0);
      }
    }
  });

  it('of every value become planes by the formulas', () => {
    // All 16.8 million colours would take long; all pairs of extremes and middles of each band tell of every carry.
    const levels = [0, 1, 2, 63, 64, 65, 126, 127, 128, 129, 191, 192, 253, 254, 255];
    const colours = levels.flatMap((r) => levels.flatMap((g) => levels.flatMap((b) => [r, g, b])));
    const picture = { width: colours.length / 3, height: 1, bytes: Uint8Array.from(colours) };
    const { result } = planesByKernels(release, picture, { layout: 'rgb', sampling: '4:4:4', around: 0 });
    expect(result).toEqual(planesByLibjpeg(picture, '4:4:4'));
  });

  it.each(['rgbx', 'bgrx'] as const)('of %s become RGB, and nothing is written beside it', (layout) => {
    for (const [width, height] of [...sizes, ...drawnSizes]) {
      const picture = rgbPicture('noise', width, height);
      for (const { kernels, around } of builds) {
        const { result, isUntouched } = threeBytesByKernels(kernels, picture, layout, around);
        expect([isUntouched, result.strays], `${width} × ${height}`).toEqual([true, 0]);
        expect(Buffer.compare(result.bytes, picture.bytes), `${width} × ${height}`).toBe(0);
      }
    }
  });

  it('that are grey or have alpha are refused', () => {
    const plane = { at: release.mark(), stride: 4, width: 1, height: 1 };
    for (const layout of ['grey', 'rgba'] as const)
      expect(() => release.toPlanes({ kind: 'packed', layout, ...plane }, '4:2:0')).toThrow(/opaque/);
    for (const layout of ['grey', 'rgb', 'rgba'] as const)
      expect(() => release.toRgb({ kind: 'packed', layout, ...plane }, plane)).toThrow(/four bytes/);
  });
});
