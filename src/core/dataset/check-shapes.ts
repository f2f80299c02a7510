import { crossingOf } from '../geometry/crossing';
import type { Size } from '../geometry/geometry';
import { maskArea } from '../geometry/mask';
import { areaOf, eachRing, ringsOf, signedArea, type Rings } from '../geometry/rings';
import type { LabelCheckCode } from './label-checks';
import type { Label } from './labels';

/** The label that is looked at, by its place among the image's, and whom to tell what is wrong. */
export interface Telling {
  readonly index: number;
  readonly tell: (code: LabelCheckCode, detail: string) => void;
}

/** What is wrong with shapes in themselves, wherever they lie. @param size Of the image. */
export function checkShapes(label: Label, size: Size, telling: Telling): void {
  const { index, tell } = telling;
  for (const shape of label.shapes) {
    switch (shape.kind) {
      case 'box': {
        const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = shape.at;
        if (x1 > x0 && y1 > y0) break;
        const sides = `${numberText(x1 - x0)} × ${numberText(y1 - y0)}`;
        tell('no-area', `Expected the box of label ${index} to have two sides above 0, received ${sides}.`);
        break;
      }
      case 'oriented':
        if (areaOf(ringsOf([shape.corners])) === 0)
          tell('no-area', `Expected the turned box of label ${index} to have an area, received none.`);
        break;
      case 'polygon':
        checkRings(shape.rings, telling);
        break;
      case 'mask': {
        const { mask } = shape;
        const what = `Expected the mask of label ${index}`;
        if (mask.size.width !== size.width || mask.size.height !== size.height)
          tell('mask-size', `${what} to have ${sizeText(size)} pixels, received ${sizeText(mask.size)}.`);
        if (maskArea(mask) === 0) tell('no-area', `${what} to have a pixel, received none.`);
        break;
      }
      case 'polyline':
      case 'keypoints':
        // Without an area by their kind.
        break;
    }
  }
}

function checkRings(rings: Rings, { index, tell }: Telling): void {
  const all = rings.ends.length === 1 ? [rings.points] : eachRing(rings).map(({ points }) => points);
  const short = all.find((points) => points.length < 6);
  const what = `Expected the polygon of label ${index}`;
  if (short) return tell('few-points', `${what} to have three points or more, received ${short.length / 2}.`);
  for (const points of all) {
    const crossing = crossingOf(points);
    if (crossing)
      return tell('crosses-itself', `${what} not to cross itself, found sides ${crossing.join(' and ')} crossing.`);
  }
  if (all.every((points) => signedArea(points) === 0)) tell('no-area', `${what} to have an area, received none.`);
}

export function sizeText({ width, height }: Size): string {
  return `${width} × ${height}`;
}

/** Two digits: a place is to be found, not measured. */
export function numberText(value: number): string {
  return String(Number(value.toFixed(2)));
}
