import { expect, it } from 'vitest';
import { ringsOf } from '../geometry/rings';
import { labelOf, type Shape } from './labels';
import { SameLabels } from './same-labels';

const polygon = (...rings: number[][]): Shape => ({ kind: 'polygon', rings: ringsOf(rings) });
const box = (...at: number[]): Shape => ({ kind: 'box', at: Float64Array.from(at) });
const corners = [0, 0, 9, 0, 9, 9, 0, 9];

it('finds the first that says the same: class, kinds, numbers and where rings end', () => {
  const same = new SameLabels();
  const labels = [
    labelOf(0, [box(0, 0, 9, 9)]),
    labelOf(1, [box(0, 0, 9, 9)]),
    labelOf(0, [box(-0, 0, 9, 9)], { score: 0.5 }),
    labelOf(0, [polygon([...corners, ...corners])]),
    labelOf(0, [polygon(corners, corners)]),
    labelOf(0, [{ kind: 'polyline', lines: ringsOf([corners, corners]) }]),
    labelOf(0, [polygon(corners, corners)]),
    labelOf(0, [polygon(corners, corners), box(0, 0, 9, 9)]),
    labelOf(0, [polygon(corners.toReversed(), corners)]),
    labelOf(1e18, [box(0, 0, 9, 9)]),
    labelOf(1e18 + 1024, [box(0, 0, 9, 9)]),
  ];
  expect(labels.map((label, index) => same.add(label, index))).toEqual([
    null,
    null,
    0,
    ...[null, null, null],
    4,
    ...[null, null, null, null],
  ]);
});

it('takes few looks for labels that begin alike', () => {
  const same = new SameLabels();
  let looks = 0;
  for (let at = 0; at < 20_000; at++) {
    const label = labelOf(0, [polygon([1, 1, 2, 1, 2, 2, 1, 2, 0.5, 1.5 + at / 1e6])]);
    const { shapes } = label;
    // Only a comparison with another label asks again for what was hashed.
    Object.defineProperty(label, 'shapes', { get: () => (looks++, shapes) });
    expect(same.add(label, at)).toBeNull();
  }
  expect(looks).toBeLessThan(25_000);
});
