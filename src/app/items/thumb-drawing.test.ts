import { expect, test } from 'vitest';
import { labelOf, noLabels, type ImageLabels } from '../../core/dataset/labels';
import { placedLabels } from '../../core/dataset/placed-labels';
import type { Orientation } from '../../core/header/header';
import { thumbDrawing } from './thumb-drawing';

const box = (at: readonly number[], index = 0) => labelOf(index, [{ kind: 'box', at: Float64Array.from(at) }]);
const image = (labels: ImageLabels['labels'], unit: ImageLabels['unit'] = 'px'): ImageLabels => ({ ...noLabels, labels, unit }); // prettier-ignore

test('boxes of one class are one path, in pixels of the image', () => {
  const { size, transform, classes } = thumbDrawing(
    image([box([0, 0, 0.5, 0.5]), box([0.5, 0, 1, 1], 3), box([0.5, 0.5, 1, 1])], 'fraction'),
    { width: 40, height: 20, orientation: 1 },
    'upright',
  );
  expect({ size, transform }).toEqual({ size: { width: 40, height: 20 }, transform: null });
  expect(classes).toEqual([
    { class: 0, lines: 'M0 0H20V10H0ZM20 10H40V20H20Z', areas: '' },
    { class: 3, lines: 'M20 0H40V20H20Z', areas: '' },
  ]);
});

test('labels of the stored image come where EXIF turns their pixels, for every orientation', () => {
  const stored = { width: 40, height: 20 };
  const labels = image([box([2, 4, 38, 8])]);
  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8] as Orientation[]) {
    const drawn = thumbDrawing(labels, { ...stored, orientation }, 'stored');
    const [a, b, c, d, e, f] = drawn.transform?.match(/-?\d+/g)?.map(Number) ?? [1, 0, 0, 1, 0, 0];
    // SVG's order: x' = a·x + c·y + e, y' = b·x + d·y + f.
    const at = (x: number, y: number) => [a! * x + c! * y + e!, b! * x + d! * y + f!];
    const [x0, y0] = at(2, 4);
    const [x1, y1] = at(38, 8);
    const mine = [Math.min(x0!, x1!), Math.min(y0!, y1!), Math.max(x0!, x1!), Math.max(y0!, y1!)];
    const placed = placedLabels(labels, stored, orientation, 'stored');
    const [shape] = placed.labels[0]!.shapes;
    expect(mine, `orientation ${orientation}`).toEqual(shape?.kind === 'box' ? [...shape.at] : null);
    expect(drawn.size).toEqual(placed.size);
  }
});

test('labels of the image as it is shown stay, whatever EXIF says', () => {
  const { size, transform } = thumbDrawing(image([box([2, 4, 8, 38])]), { width: 40, height: 20, orientation: 6 }, 'upright'); // prettier-ignore
  expect({ size, transform }).toEqual({ size: { width: 20, height: 40 }, transform: null });
});

test('keypoints are dots, and masks are areas', () => {
  const points = labelOf(0, [{ kind: 'keypoints', points: Float64Array.of(1, 2, 2, 9, 9, 0) }]);
  const mask = labelOf(1, [{ kind: 'mask', mask: { size: { width: 2, height: 4 }, runs: Uint32Array.of(4, 4) } }]);
  expect(thumbDrawing(image([points, mask]), { width: 2, height: 4, orientation: 1 }, 'upright').classes).toEqual([
    { class: 0, lines: 'M1 2h0', areas: '' },
    { class: 1, lines: '', areas: 'M1 0H2V4H1Z' },
  ]);
});

test('keypoints that their class joins are lines with dots', () => {
  const points = () => ({ kind: 'keypoints' as const, points: Float64Array.of(1, 2, 2, 2, 3, 1, 9, 9, 0) });
  const both = image([labelOf(0, [points()]), labelOf(1, [points()])]);
  const joined = new Map([[0, [[0, 1], [1, 2]] as const]]); // prettier-ignore
  const { classes } = thumbDrawing(both, { width: 2, height: 4, orientation: 1 }, 'upright', joined);
  expect(classes.map(({ lines }) => lines)).toEqual(['M1 2L2 3M1 2h0M2 3h0', 'M1 2h0M2 3h0']);
});

test('what is drawn of one image is bounded', () => {
  const many = image(Array.from({ length: 5000 }, (_, at) => box([at, 0, at + 1, 1])));
  const lines = thumbDrawing(many, { width: 5000, height: 1, orientation: 1 }, 'upright').classes[0]?.lines ?? '';
  expect(lines.match(/Z/g)?.length).toBe(100);
});
