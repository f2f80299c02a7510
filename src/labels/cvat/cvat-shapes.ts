import type { Json } from '../../core/dataset/json';
import { flagNames, labelOf, type Flag, type Label, type Shape } from '../../core/dataset/labels';
import type { Size } from '../../core/geometry/geometry';
import { maskOf } from '../../core/geometry/mask';
import { ringsOf } from '../../core/geometry/rings';
import { roundPolygon } from '../shapes/round-polygon';
import { numberOf, quoted } from '../text/text';
import { attributeOf, type XmlNode } from '../text/xml';

/** A shape's element as a label; attributes that are called like a flag and true are flags. */
export function labelIn(node: XmlNode, shape: Shape, classIndex: number, format: string): Label {
  const flags = new Set<Flag>(attributeOf(node, 'occluded') === '1' ? ['occluded'] : []);
  const attributes: [string, Json][] = [];
  for (const one of node.children.filter(({ name }) => name === 'attribute')) {
    const name = attributeOf(one, 'name') ?? '';
    if (!isFlag(name)) attributes.push([name, one.text]);
    else if (one.text.trim().toLowerCase() === 'true') flags.add(name);
  }
  return labelOf(classIndex, [shape], {
    group: numberOf(attributeOf(node, 'group_id') ?? ''),
    flags: flagNames.filter((flag) => flags.has(flag)),
    attributes: attributes.length > 0 ? new Map(attributes) : null,
    kept: { format, value: node as Json },
  });
}

function isFlag(name: string): name is Flag {
  return (flagNames as readonly string[]).includes(name);
}

/** The shape of an element; a sentence where it is none. @param size The image's, which a mask needs. */
export function shapeIn(node: XmlNode, size: Size | null): Shape | string {
  switch (node.name) {
    case 'box':
      return boxIn(node);
    case 'ellipse': {
      const values = numbersIn(node, ['cx', 'cy', 'rx', 'ry']);
      if (typeof values === 'string') return values;
      const [x = 0, y = 0, across = 0, down = 0] = values;
      return { kind: 'polygon', rings: ringsOf([roundPolygon({ x, y, across, down, turned: rotationOf(node) })]) };
    }
    case 'polygon':
    case 'polyline':
    case 'points': {
      const points = pointsIn(attributeOf(node, 'points') ?? '');
      if (!points) return `Expected points as "x,y;x,y", received ${quoted(attributeOf(node, 'points') ?? '')}.`;
      if (node.name === 'polygon') return { kind: 'polygon', rings: ringsOf([points]) };
      if (node.name === 'polyline') return { kind: 'polyline', lines: ringsOf([points]) };
      const seen = attributeOf(node, 'occluded') === '1' ? 1 : 2;
      return { kind: 'keypoints', points: Float64Array.from(points.flatMap((x, at) => (at % 2 ? [x, seen] : [x]))) };
    }
    case 'skeleton':
      return skeletonIn(node);
    case 'mask':
      return maskIn(node, size);
    default:
      return `Expected a box, ellipse, mask, points, polygon, polyline, skeleton or tag, received ${quoted(node.name)}.`;
  }
}

/** In radians. */
function rotationOf(node: XmlNode): number {
  return ((numberOf(attributeOf(node, 'rotation') ?? '') ?? 0) / 180) * Math.PI;
}

function numbersIn(node: XmlNode, names: readonly string[]): number[] | string {
  const values: number[] = [];
  for (const name of names) {
    const text = attributeOf(node, name) ?? '';
    const value = numberOf(text);
    if (value === null) return `Expected ${name} to be a number, received ${quoted(text)}.`;
    values.push(value);
  }
  return values;
}

/** Turned about its middle, clockwise as seen. */
function boxIn(node: XmlNode): Shape | string {
  const values = numbersIn(node, ['xtl', 'ytl', 'xbr', 'ybr']);
  if (typeof values === 'string') return values;
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = values;
  const angle = rotationOf(node);
  if (angle === 0) return { kind: 'box', at: Float64Array.of(x0, y0, x1, y1) };
  const [x, y, u, v] = [(x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) / 2, (y1 - y0) / 2];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const corner = (a: number, b: number) => [x + a * cos - b * sin, y + a * sin + b * cos];
  return {
    kind: 'oriented',
    corners: Float64Array.from([corner(-u, -v), corner(u, -v), corner(u, v), corner(-u, v)].flat()),
  };
}

function pointsIn(text: string): number[] | null {
  const values: number[] = [];
  for (const pair of text.split(';')) {
    const [x = null, y = null, ...more] = pair.split(',').map((word) => numberOf(word.trim()));
    if (x === null || y === null || more.length > 0) return null;
    values.push(x, y);
  }
  return values;
}

function skeletonIn(node: XmlNode): Shape | string {
  const points: number[] = [];
  for (const one of node.children.filter(({ name }) => name === 'points')) {
    const [x, y, ...more] = pointsIn(attributeOf(one, 'points') ?? '') ?? [];
    if (x === undefined || y === undefined || more.length > 0)
      return `Expected one point as "x,y", received ${quoted(attributeOf(one, 'points') ?? '')}.`;
    points.push(x, y, attributeOf(one, 'outside') === '1' ? 0 : attributeOf(one, 'occluded') === '1' ? 1 : 2);
  }
  return points.length > 0
    ? { kind: 'keypoints', points: Float64Array.from(points) }
    : 'Expected points of the skeleton, received none.';
}

/** Runs row by row within the mask's own part of the image: first those outside, then those inside, in turn. */
function maskIn(node: XmlNode, size: Size | null): Shape | string {
  if (!size) return 'Expected the width and height of the image beside a mask, received none.';
  const values = numbersIn(node, ['left', 'top', 'width', 'height']);
  if (typeof values === 'string') return values;
  const [left = 0, top = 0, width = 0, height = 0] = values;
  const runs = (attributeOf(node, 'rle') ?? '').split(',').map((word) => numberOf(word.trim()) ?? -1);
  const sum = runs.reduce((all, run) => all + run, 0);
  const isWhole = [left, top, width, height, ...runs].every((value) => Number.isSafeInteger(value));
  const fits =
    width > 0 && height > 0 && left >= 0 && top >= 0 && left + width <= size.width && top + height <= size.height;
  if (!isWhole || !fits || runs.some((run) => run < 0) || sum !== width * height)
    return `Expected runs that fill ${width} × ${height} pixels of the image, received ${sum} in all.`;
  const pixels = new Uint8Array(width * height);
  let at = 0;
  for (const [index, run] of runs.entries()) {
    if (index % 2 === 1) pixels.fill(1, at, at + run);
    at += run;
  }
  return {
    kind: 'mask',
    mask: maskOf(size, { at: { x0: left, y0: top, x1: left + width, y1: top + height }, pixels }),
  };
}
