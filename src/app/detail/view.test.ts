import { expect, test } from 'vitest';
import { fitted, maxZoom, panned, zoomed } from './view';

test('zooming keeps what lies under the pointer where it is', () => {
  const at = { x: 0.25, y: -0.1 };
  const before = { zoom: 2, x: 0.1, y: 0 };
  const after = zoomed(before, 1.5, at);
  // A place p of the picture is shown at p · zoom + shift.
  const under = { x: (at.x - before.x) / before.zoom, y: (at.y - before.y) / before.zoom };
  expect(under.x * after.zoom + after.x).toBeCloseTo(at.x);
  expect(under.y * after.zoom + after.y).toBeCloseTo(at.y);
});

test('zooming out to the fit centres the picture again', () => {
  expect(zoomed({ zoom: 1.2, x: 0.1, y: 0.1 }, 0.1, { x: 0.4, y: 0.4 })).toEqual(fitted);
});

test('shifting ends at the picture’s edge, and zooming at its bound', () => {
  expect(panned({ zoom: 3, x: 0, y: 0 }, 9, -9)).toEqual({ zoom: 3, x: 1, y: -1 });
  expect(zoomed(fitted, 1e6, { x: 0, y: 0 }).zoom).toBe(maxZoom);
});
