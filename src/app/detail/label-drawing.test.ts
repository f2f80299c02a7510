import { expect, test } from 'vitest';
import { labelOf } from '../../core/dataset/labels';
import { maskOf } from '../../core/geometry/mask';
import { ringsOf } from '../../core/geometry/rings';
import { drawingOf } from './label-drawing';

test('a box is drawn along its edges', () => {
  const { path, bounds, isFilled } = drawingOf(labelOf(0, [{ kind: 'box', at: Float64Array.of(10, 20, 30.5, 60) }]));
  expect(path).toBe('M10 20H30.5V60H10Z');
  expect(bounds).toEqual([10, 20, 30.5, 60]);
  expect(isFilled).toBe(false);
});

test('a polygon is one path with its holes, closed; a line stays open', () => {
  const rings = ringsOf(
    [
      [0, 0, 9, 0, 9, 9],
      [5, 2, 7, 2, 7, 4],
    ],
    [false, true],
  );
  expect(drawingOf(labelOf(0, [{ kind: 'polygon', rings }])).path).toBe('M0 0 9 0 9 9ZM5 2 7 2 7 4Z');
  expect(drawingOf(labelOf(0, [{ kind: 'polyline', lines: ringsOf([[1, 2, 3, 4]]) }])).path).toBe('M1 2 3 4');
});

test('a turned box is drawn by its corners, and lies within the rectangle around them', () => {
  const { path, bounds } = drawingOf(labelOf(0, [{ kind: 'oriented', corners: Float64Array.of(5, 0, 10, 5, 5, 10, 0, 5) }])); // prettier-ignore
  expect(path).toBe('M5 0 10 5 5 10 0 5Z');
  expect(bounds).toEqual([0, 0, 10, 10]);
});

test('keypoints that are not labelled are not drawn, hidden ones are told apart', () => {
  const { points, bounds } = drawingOf(labelOf(0, [{ kind: 'keypoints', points: Float64Array.of(0, 0, 0, 4, 5, 1, 8, 9, 2) }])); // prettier-ignore
  expect(points).toEqual([
    { x: 4, y: 5, isHidden: true },
    { x: 8, y: 9, isHidden: false },
  ]);
  expect(bounds).toEqual([4, 5, 8, 9]);
});

test('bones join keypoints that have a place, those that end at a hidden one apart', () => {
  const points = Float64Array.of(0, 0, 0, 4, 5, 1, 8, 9, 2, 3, 2, 2);
  const joined = [[0, 1], [1, 2], [2, 3], [3, 1], [3, 4], [-1, 2]] as const; // prettier-ignore
  expect(drawingOf(labelOf(0, [{ kind: 'keypoints', points }]), joined).bones).toEqual([
    { path: 'M8 9L3 2', isHidden: false },
    { path: 'M4 5L8 9M3 2L4 5', isHidden: true },
  ]);
  expect(drawingOf(labelOf(0, [{ kind: 'keypoints', points }])).bones).toEqual([]);
});

test('a mask has a place for its name and no lines; a label without a shape has no place', () => {
  const bitmap = { at: { x0: 2, y0: 3, x1: 4, y1: 4 }, pixels: Uint8Array.of(1, 1) };
  const mask = maskOf({ width: 8, height: 6 }, bitmap);
  expect(drawingOf(labelOf(0, [{ kind: 'mask', mask }]))).toMatchObject({ path: '', bounds: [2, 3, 4, 4] });
  expect(drawingOf(labelOf(0, [])).bounds).toBeNull();
});
