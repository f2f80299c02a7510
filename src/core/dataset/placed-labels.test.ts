import { expect, test } from 'vitest';
import { labelOf, noLabels, type ImageLabels } from './labels';
import { placedLabels } from './placed-labels';

/** A box in the upper left of a file of 40 × 20 pixels, as fractions; it sticks out on the left. */
const image: ImageLabels = {
  ...noLabels,
  unit: 'fraction',
  labels: [labelOf(0, [{ kind: 'box', at: Float64Array.of(-0.1, 0, 0.25, 0.5) }])],
};
const stored = { width: 40, height: 20 };

function boxOf(orientation: 1 | 3 | 6, frame: 'upright' | 'stored') {
  const { size, labels } = placedLabels(image, stored, orientation, frame);
  const [shape] = labels[0]!.shapes;
  return { size, box: shape?.kind === 'box' ? [...shape.at].map((value) => Math.round(value * 1e9) / 1e9) : null };
}

test('labels of the upright image are placed in its pixels, and nothing is cut', () => {
  expect(boxOf(1, 'upright')).toEqual({ size: stored, box: [-4, 0, 10, 10] });
  // Turned by a quarter, the picture is 20 wide and 40 high.
  expect(boxOf(6, 'upright')).toEqual({ size: { width: 20, height: 40 }, box: [-2, 0, 5, 20] });
});

test('labels of the stored image turn with the picture that is shown', () => {
  expect(boxOf(3, 'stored')).toEqual({ size: stored, box: [30, 10, 44, 20] });
  // Tag 6: the stored left edge is the top, the stored top edge is on the right.
  expect(boxOf(6, 'stored')).toEqual({ size: { width: 20, height: 40 }, box: [10, -4, 20, 10] });
});
