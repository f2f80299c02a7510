import type { Json } from '../../core/dataset/json';
import { flagNames, labelOf, type Attributes, type Flag, type Label, type Shape } from '../../core/dataset/labels';
import { maskOf } from '../../core/geometry/mask';
import { ringsOf } from '../../core/geometry/rings';
import type { Size } from '../../core/geometry/geometry';
import type { ReadInput } from '../format';
import { fromBase64 } from '../text/base64';
import { roundPolygon } from '../shapes/round-polygon';
import { jsonOrTrouble } from '../text/json-file';
import { isRecord, numbersIn, shownJson, whole } from '../text/json-values';
import { planeOf, PlaneTrouble } from '../shapes/png-plane';
import { besideImage } from '../label-file';
import { SetReading } from '../set-reading';
import { splitOf, splitOfImage } from '../splits';

export const labelmeJsonId = 'labelme-json';

/** Where an image's file is. */
export const jsonBeside = besideImage('json');

/** Reads the JSON of the LabelMe program: a file for each image, beside it or elsewhere. */
export async function readLabelmeJson({ files, images, progress }: ReadInput) {
  const reading = new SetReading(labelmeJsonId);
  const { book, store, troubles } = reading;
  for (const [number, file] of files.entries()) {
    progress?.(number / files.length);
    const wrong = (code: Parameters<typeof troubles.add>[0], where: string, detail: string) =>
      troubles.add(code, file.path, where, detail);
    const json = await jsonOrTrouble(file, troubles);
    if (!json) continue;
    const { top } = json;
    if (!isRecord(top) || !Array.isArray(top['shapes'])) {
      wrong(
        'missing-value',
        'shapes',
        `Expected a list of shapes, received ${shownJson(isRecord(top) ? top['shapes'] : top)}.`,
      );
      continue;
    }
    // The pixels that it may hold besides are those of the image, of which the output has its own.
    const { shapes, imageData: _, ...rest } = top;
    const name = top['imagePath'];
    const image =
      (typeof name === 'string' ? images.named(name, file.path) : null) ?? images.ofLabels(file.path, jsonBeside);
    if (image === null) {
      wrong('unknown-image', 'imagePath', `Expected an image ${shownJson(name)} among the files.`);
      continue;
    }
    const [width, height] = [top['imageWidth'], top['imageHeight']];
    const stated = whole(width) && whole(height) ? { width, height } : null;
    const kept = { format: labelmeJsonId, value: rest as Json };
    store.open(image, { unit: 'px', stated, split: splitOfImage(image) ?? splitOf(file.path), kept });
    // The program marks classes of the whole image as flags.
    for (const flag of setFlags(top['flags'])) store.addClass(image, book.named(flag));
    for (const [index, shape] of (shapes as unknown[]).entries()) {
      const at = `shapes[${index}]`;
      const label = labelIn(shape, stated, (className) => book.named(className));
      if (typeof label === 'string') wrong('bad-value', at, label);
      else store.add(image, label);
    }
  }
  return reading.set(files);
}

function setFlags(flags: unknown): string[] {
  return isRecord(flags) ? Object.keys(flags).filter((name) => flags[name] === true) : [];
}

function labelIn(value: unknown, stated: Size | null, classOf: (name: string) => number): Label | string {
  if (!isRecord(value) || typeof value['label'] !== 'string')
    return `Expected a shape with a label, received ${shownJson(value)}.`;
  const shape = shapeIn(value, stated);
  if (typeof shape === 'string') return shape;
  const { label, group_id: group, flags, description } = value;
  const set = setFlags(flags);
  const attributes: [string, Json][] = set.filter((flag) => !isFlag(flag)).map((flag) => [flag, true]);
  if (typeof description === 'string' && description !== '') attributes.push(['description', description]);
  return labelOf(classOf(label), [shape], {
    group: Number.isSafeInteger(group) ? (group as number) : null,
    flags: set.filter(isFlag),
    attributes: attributes.length > 0 ? (new Map(attributes) satisfies Attributes) : null,
    kept: { format: labelmeJsonId, value: value as Json },
  });
}

function isFlag(name: string): name is Flag {
  return (flagNames as readonly string[]).includes(name);
}

function shapeIn(value: Record<string, unknown>, stated: Size | null): Shape | string {
  const points = Array.isArray(value['points']) ? (value['points'] as unknown[]).map(numbersIn) : [];
  if (points.length === 0 || !points.every((point) => point?.length === 2))
    return `Expected points of two numbers each, received ${shownJson(value['points'])}.`;
  const flat = (points as number[][]).flat();
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = flat;
  const type = value['shape_type'] ?? 'polygon';
  const wants = (many: number) => `Expected ${many} points of a ${String(type)}, received ${points.length}.`;
  switch (type) {
    case 'polygon':
      return { kind: 'polygon', rings: ringsOf([flat]) };
    case 'rectangle':
      if (points.length !== 2) return wants(2);
      return {
        kind: 'box',
        at: Float64Array.of(Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)),
      };
    case 'circle': {
      if (points.length !== 2) return wants(2);
      const radius = Math.hypot(x1 - x0, y1 - y0);
      return { kind: 'polygon', rings: ringsOf([roundPolygon({ x: x0, y: y0, across: radius, down: radius })]) };
    }
    case 'line':
    case 'linestrip':
      if (points.length < 2) return wants(2);
      return { kind: 'polyline', lines: ringsOf([flat]) };
    case 'point':
    case 'points':
      return {
        kind: 'keypoints',
        points: Float64Array.from((points as number[][]).flatMap(([x = 0, y = 0]) => [x, y, 2])),
      };
    case 'mask':
      if (points.length !== 2) return wants(2);
      return maskIn(value['mask'], x0, y0, stated);
    default:
      return `Expected a shape_type of polygon, rectangle, circle, line, linestrip, point, points or mask, received ${shownJson(type)}.`;
  }
}

/** A PNG of the mask's own part of the image, in base64; its first point is the pixel at its top left. */
function maskIn(text: unknown, x: number, y: number, size: Size | null): Shape | string {
  const bytes = typeof text === 'string' ? fromBase64(text) : null;
  if (!bytes) return `Expected a mask in base64, received ${shownJson(text)}.`;
  if (!size) return 'Expected imageWidth and imageHeight beside a mask, received none.';
  try {
    const { size: part, values } = planeOf(bytes);
    const [left, top] = [Math.round(x), Math.round(y)];
    const at = { x0: left, y0: top, x1: left + part.width, y1: top + part.height };
    return { kind: 'mask', mask: maskOf(size, { at, pixels: Uint8Array.from(values, (one) => Number(one > 0)) }) };
  } catch (error) {
    if (!(error instanceof PlaneTrouble)) throw error;
    return error.message;
  }
}
