import type { Shape } from '../../core/dataset/labels';
import type { Size } from '../../core/geometry/geometry';
import { maskOf } from '../../core/geometry/mask';
import { ringsOf } from '../../core/geometry/rings';
import { numbersIn, shownJson } from '../text/json-values';
import { brushPixels } from './label-studio-brush';
import { roundPolygon } from '../shapes/round-polygon';

/** Types of results that have a place; the same without `labels` where the class stands in a result of its own. */
const placed = /^(rectangle|polygon|ellipse|keypoint|brush)(?:labels)?$/;

/** Whether a result of this type is an object, not an answer to a question. */
export function hasPlace(type: unknown): type is string {
  return typeof type === 'string' && placed.test(type);
}

/**
 * The shape of a result, in fractions of the image; a sentence where it is none.
 * @param size Of the image as it was labelled; null where the result does not say. What is turned or brushed needs it.
 */
export function studioShapeIn(
  type: string,
  value: Readonly<Record<string, unknown>>,
  size: Size | null,
): Shape | string {
  const numbers = (...names: string[]) => numbersIn(names.map((name) => value[name]));
  const wants = (what: string) => `Expected ${what}, received ${shownJson(value)}.`;
  const needsSize = `Expected original_width and original_height beside a turned ${type}, received none.`;
  const [rotation = 0] = numbers('rotation') ?? [];
  const turned = (rotation / 180) * Math.PI;
  // Percents of the two sides are no angles' measure: what is turned is computed in pixels.
  const { width, height } = size ?? { width: 100, height: 100 };
  switch (placed.exec(type)?.[1]) {
    case 'rectangle': {
      const sides = numbers('x', 'y', 'width', 'height');
      if (!sides) return wants('x, y, width and height');
      const [x = 0, y = 0, w = 0, h = 0] = sides.map((side) => side / 100);
      if (turned === 0) return { kind: 'box', at: Float64Array.of(x, y, x + w, y + h) };
      if (!size) return needsSize;
      return { kind: 'oriented', corners: turnedBox([x, y, w, h], turned, size) };
    }
    case 'ellipse': {
      const sides = numbers('x', 'y', 'radiusX', 'radiusY');
      if (!sides) return wants('x, y, radiusX and radiusY');
      if (turned !== 0 && !size) return needsSize;
      const [x = 0, y = 0, across = 0, down = 0] = sides.map(
        (side, at) => (side / 100) * (at % 2 === 0 ? width : height),
      );
      const points = roundPolygon({ x, y, across, down, turned });
      return { kind: 'polygon', rings: ringsOf([points.map((one, at) => one / (at % 2 === 0 ? width : height))]) };
    }
    case 'polygon': {
      const points = Array.isArray(value['points']) ? (value['points'] as unknown[]).map(numbersIn) : [];
      if (points.length === 0 || !points.every((point) => point?.length === 2))
        return wants('points of two numbers each');
      return { kind: 'polygon', rings: ringsOf([(points as number[][]).flat().map((one) => one / 100)]) };
    }
    case 'keypoint': {
      const place = numbers('x', 'y');
      if (!place) return wants('x and y');
      return { kind: 'keypoints', points: Float64Array.of(...place.map((one) => one / 100), 2) };
    }
    default:
      return brushIn(value, size);
  }
}

function brushIn({ rle }: Readonly<Record<string, unknown>>, size: Size | null): Shape | string {
  if (!size) return 'Expected original_width and original_height beside a brush, received none.';
  const bytes = numbersIn(rle);
  const painted = bytes && brushPixels(bytes, size.width * size.height);
  if (!painted) return `Expected rle of ${size.width} × ${size.height} pixels, received ${shownJson(rle)}.`;
  const at = { x0: 0, y0: 0, x1: size.width, y1: size.height };
  return { kind: 'mask', mask: maskOf(size, { at, pixels: painted }) };
}

/** Turned about its top left corner, clockwise as seen. */
function turnedBox(sides: readonly number[], turned: number, { width, height }: Size): Float64Array {
  const [x = 0, y = 0, w = 0, h = 0] = sides.map((side, at) => side * (at % 2 === 0 ? width : height));
  const [cos, sin] = [Math.cos(turned), Math.sin(turned)];
  const corner = (a: number, b: number) => [(x + a * cos - b * sin) / width, (y + a * sin + b * cos) / height];
  return Float64Array.from([corner(0, 0), corner(w, 0), corner(w, h), corner(0, h)].flat());
}
