import { describe, expect, it } from 'vitest';
import { maskOf } from '../geometry/mask';
import { ringsOf } from '../geometry/rings';
import { checkLabels } from './check-labels';
import { labelCheckCodes, type LabelCheckCode } from './label-checks';
import { labelOf, noLabels, type ImageLabels, type Label, type Shape } from './labels';

const size = { width: 40, height: 20 };
const upright = { size, isTurned: false };
const none = { unnamed: new Set<number>(), keypoints: new Map<number, number>() };

const box = (...at: number[]): Shape => ({ kind: 'box', at: Float64Array.from(at) });
const polygon = (...rings: number[][]): Shape => ({ kind: 'polygon', rings: ringsOf(rings) });
const points = (...values: number[]): Shape => ({ kind: 'keypoints', points: Float64Array.from(values) });
const pixel = { at: { x0: 1, y0: 1, x1: 3, y1: 3 }, pixels: new Uint8Array(4).fill(1) };

const image = (labels: readonly Label[], rest: Partial<ImageLabels> = {}): ImageLabels => ({
  ...noLabels,
  ...rest,
  labels,
});
const of = (shapes: readonly Shape[], rest: Partial<ImageLabels> = {}) =>
  image(
    shapes.map((shape) => labelOf(0, [shape])),
    rest,
  );
const codes = (labels: ImageLabels, checked = upright, facts = none) =>
  checkLabels(labels, checked, facts).map(({ code }) => code);

const right: readonly [string, ImageLabels][] = [
  ['a box that fills the image', of([box(0, 0, 40, 20)])],
  ['a box whose file rounds to whole pixels', of([box(-0.5, 0, 40.5, 20)])],
  ['fractions with six digits', of([box(-5e-7, 0, 1, 1 + 5e-7)], { unit: 'fraction' })],
  ['a polygon with a hole', of([polygon([1, 1, 9, 1, 9, 9, 1, 9], [3, 3, 6, 3, 6, 6, 3, 6])])],
  ['a keypoint that is not labelled, at no place', of([points(0, 0, 0, 3, 3, 2, -7, 99, 0)])],
  ['a line along the border', of([{ kind: 'polyline', lines: ringsOf([[0, 0, 40, 0]]) }])],
  ['a mask', of([{ kind: 'mask', mask: maskOf(size, pixel) }])],
  ['the same place for two classes', image([labelOf(0, [box(1, 1, 2, 2)]), labelOf(1, [box(1, 1, 2, 2)])])],
  ['labels without a place', image([labelOf(0, []), labelOf(0, [])])],
  ['the very size', of([], { stated: size })],
];

const wrong: readonly [LabelCheckCode, string, ImageLabels, string][] = [
  ['outside-image', 'a box beside', of([box(41, 1, 50, 9)]), 'Expected label 0 within 40 × 20 pixels, found it from 41, 1 to 50, 9.'], // prettier-ignore
  ['outside-image', 'a box that begins where the image ends', of([box(40, 1, 50, 9)]), 'from 40, 1 to 50, 9'],
  ['outside-image', 'all keypoints beside', of([points(50, 50, 2)]), 'found it from 50, 50'],
  ['over-border', 'a box', of([box(30, 1, 41, 9)]), 'from 30, 1 to 41, 9'],
  ['over-border', 'a polygon', of([polygon([-3, 1, 9, 1, 9, 9])]), 'from -3, 1 to 9, 9'],
  ['no-area', 'a box without a height', of([box(1, 5, 9, 5)]), 'received 8 × 0'],
  ['no-area', 'a box inside out', of([box(9, 1, 1, 5)]), 'received -8 × 4'],
  ['no-area', 'a polygon on a line', of([polygon([1, 1, 5, 5, 9, 9])]), 'have an area'],
  ['no-area', 'an empty mask', of([{ kind: 'mask', mask: maskOf(size, null) }]), 'have a pixel'],
  ['no-area', 'a turned box on a line', of([{ kind: 'oriented', corners: Float64Array.of(1, 1, 5, 5, 1, 1, 5, 5) }]), 'turned box'], // prettier-ignore
  ['few-points', 'a polygon of two', of([polygon([1, 1, 5, 5])]), 'received 2'],
  ['crosses-itself', 'a bow tie', of([polygon([1, 1, 9, 9, 9, 1, 1, 9])]), 'sides 0 and 2'],
  ['duplicate-label', 'a box again', of([box(1, 1, 5, 5), box(2, 2, 9, 9), box(1, 1, 5, 5)]), 'label 2 at 0 too'],
  ['mask-size', 'a mask of half the image', of([{ kind: 'mask', mask: maskOf({ width: 20, height: 20 }, pixel) }]), 'received 20 × 20'], // prettier-ignore
  ['size-mismatch', 'another size', of([], { stated: { width: 41, height: 20 } }), 'of 40 × 20 pixels, received 41 × 20'], // prettier-ignore
  ['size-mismatch', 'the sides changed where no tag does', of([], { stated: { width: 20, height: 40 } }), '20 × 40'],
];

describe('labels of an image of 40 × 20 pixels', () => {
  it.each(right)('have nothing wrong: %s', (_, labels) => {
    expect(checkLabels(labels, upright, none)).toEqual([]);
  });

  it.each(wrong)('%s: %s', (code, _, labels, sentence) => {
    const checks = checkLabels(labels, upright, none);
    expect(checks.map((check) => check.code)).toEqual([code]);
    expect(checks[0]!.detail).toContain(sentence);
    expect(checks[0]!.detail).toMatch(/^Expected .+\.$/);
  });

  it('in pixels where fractions were meant are told as such, and as far outside', () => {
    expect(codes(of([box(10, 10, 30, 15)], { unit: 'fraction' }))).toEqual(['outside-image', 'not-normalised']);
  });

  it('with the size of the other EXIF frame say so, where a tag turns the image', () => {
    const labels = of([], { stated: { width: 20, height: 40 } });
    expect(codes(labels, { size, isTurned: true })).toEqual(['frame-mismatch']);
  });

  it('of classes and skeletons that no file has are told by label', () => {
    const facts = { unnamed: new Set([1]), keypoints: new Map([[0, 2]]) };
    const labels = image([
      labelOf(1, [box(1, 1, 5, 5)]),
      labelOf(1, [{ kind: 'mask', mask: maskOf(size, pixel) }]),
      labelOf(0, [points(1, 1, 2, 2, 2, 2)]),
      labelOf(0, [points(1, 1, 2)]),
    ]);
    expect(checkLabels(labels, upright, facts).map(({ code, label, class: index }) => [code, label, index])).toEqual([
      ['unknown-class', 0, 1],
      ['unknown-value', 1, 1],
      ['keypoint-count', 3, 0],
    ]);
  });

  it('are looked at for every code but that of the set as a whole', () => {
    const elsewhere = ['not-normalised', 'frame-mismatch', 'unknown-class', 'unknown-value', 'keypoint-count'];
    const tested = new Set<string>([...wrong.map(([code]) => code), ...elsewhere, 'one-split']);
    expect([...tested].sort()).toEqual([...labelCheckCodes].sort());
  });
});
