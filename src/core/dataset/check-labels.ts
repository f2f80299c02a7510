import type { Rect, Size } from '../geometry/geometry';
import { boundsOf } from '../geometry/rings';
import type { CheckedImage, CheckFacts, LabelCheck, LabelCheckCode } from './label-checks';
import { checkShapes, numberText, sizeText, type Telling } from './check-shapes';
import { numbersOf, placesOf } from './label-numbers';
import { inPixels } from './label-units';
import { SameLabels } from './same-labels';
import { shapeOf, type ImageLabels, type Label, type Shape } from './labels';

/** What files that round to whole pixels stick out by, in pixels: no more than that is told. */
const slackPx = 0.5;
/** The same for fractions, whose writers keep six digits or so. */
const slack = 1e-5;

/** What is wrong with an image's labels: first what is wrong with the image as a whole, then label by label. */
export function checkLabels(image: ImageLabels, checked: CheckedImage, facts: CheckFacts): LabelCheck[] {
  const checks = statedSize(image, checked);
  const { labels } = inPixels(image, checked.size);
  const same = new SameLabels();
  for (const [index, label] of labels.entries()) {
    const tell = (code: LabelCheckCode, detail: string) =>
      void checks.push({ code, label: index, class: label.class, detail });
    checkPlace(label, checked.size, { index, tell });
    const given = image.labels[index];
    if (image.unit === 'fraction' && given) checkFractions(given, { index, tell });
    checkShapes(label, checked.size, { index, tell });
    checkFacts(label, facts, { index, tell });
    const first = label.shapes.length > 0 ? same.add(label, index) : null;
    if (first !== null) tell('duplicate-label', `Expected each label once, found label ${index} at ${first} too.`);
  }
  return checks;
}

function statedSize({ stated }: ImageLabels, { size, isTurned }: CheckedImage): LabelCheck[] {
  if (!stated || (stated.width === size.width && stated.height === size.height)) return [];
  const isOther = isTurned && stated.width === size.height && stated.height === size.width;
  const code = isOther ? 'frame-mismatch' : 'size-mismatch';
  const why = isOther ? ': the size in its other EXIF frame. See `labels.frame`' : '';
  const detail = `Expected labels of an image of ${sizeText(size)} pixels, received ${sizeText(stated)}${why}.`;
  return [{ code, label: null, class: null, detail }];
}

function checkPlace(label: Label, size: Size, { index, tell }: Telling): void {
  const at = extentOf(label);
  if (!at) return;
  const { x0, y0, x1, y1 } = at;
  // What has no area may lie on the border.
  const isOut = x1 < 0 || y1 < 0 || x0 > size.width || y0 > size.height;
  const isBeside = x1 > x0 && y1 > y0 && (x1 <= 0 || y1 <= 0 || x0 >= size.width || y0 >= size.height);
  const isOver = x0 < -slackPx || y0 < -slackPx || x1 > size.width + slackPx || y1 > size.height + slackPx;
  if (!isOut && !isBeside && !isOver) return;
  const found = `found it from ${numberText(x0)}, ${numberText(y0)} to ${numberText(x1)}, ${numberText(y1)}`;
  const wanted = `Expected label ${index} within ${sizeText(size)} pixels, ${found}.`;
  tell(isOut || isBeside ? 'outside-image' : 'over-border', wanted);
}

/** Around all of its places; null where it has none. Masks have their own check. */
function extentOf({ shapes }: Label): Rect | null {
  let around: Rect | null = null;
  for (const shape of shapes) {
    if (shape.kind === 'mask') continue;
    const extent = shapeExtent(shape);
    if (Number.isFinite(extent.x0) && Number.isFinite(extent.y0)) around = around ? aroundBoth(around, extent) : extent;
  }
  return around;
}

function shapeExtent(shape: Exclude<Shape, { kind: 'mask' }>): Rect {
  if (shape.kind === 'box') return rectOf(shape.at);
  return boundsOf(shape.kind === 'keypoints' ? placesOf(shape.points) : numbersOf(shape));
}

function aroundBoth(one: Rect, other: Rect): Rect {
  return {
    x0: Math.min(one.x0, other.x0),
    y0: Math.min(one.y0, other.y0),
    x1: Math.max(one.x1, other.x1),
    y1: Math.max(one.y1, other.y1),
  };
}

/** A box that is inside out is a place all the same. */
function rectOf([a = 0, b = 0, c = 0, d = 0]: Float64Array): Rect {
  return { x0: Math.min(a, c), y0: Math.min(b, d), x1: Math.max(a, c), y1: Math.max(b, d) };
}

function checkFractions(label: Label, { index, tell }: Telling): void {
  let most = 0;
  for (const shape of label.shapes) most = Math.max(most, mostOf(shape));
  if (most > 1 + slack)
    tell('not-normalised', `Expected values of label ${index} from 0 to 1, received ${numberText(most)}.`);
}

/** The greatest of a shape's values as the file has them: a box's middle and sides, the places of all else; at least 0. */
function mostOf(shape: Shape): number {
  if (shape.kind === 'mask') return 0;
  const numbers = shape.kind === 'keypoints' ? placesOf(shape.points) : numbersOf(shape);
  if (shape.kind === 'box') {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = numbers;
    return Math.max((x0 + x1) / 2, (y0 + y1) / 2, x1 - x0, y1 - y0);
  }
  let most = 0;
  for (let at = 0; at < numbers.length; at++) if (numbers[at]! > most) most = numbers[at]!;
  return most;
}

function checkFacts(label: Label, { unnamed, keypoints }: CheckFacts, { index, tell }: Telling): void {
  const mask = shapeOf(label, 'mask');
  if (unnamed.has(label.class)) {
    const what = `Expected the class of label ${index} to have a name in the files, found none`;
    tell(mask ? 'unknown-value' : 'unknown-class', `${what}.`);
  }
  const points = shapeOf(label, 'keypoints');
  const wanted = keypoints.get(label.class);
  if (points && wanted !== undefined && points.points.length !== 3 * wanted)
    tell('keypoint-count', `Expected ${wanted} keypoints of label ${index}, received ${points.points.length / 3}.`);
}
