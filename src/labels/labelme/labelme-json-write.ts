import { inPixels } from '../../core/dataset/label-units';
import { flagNames, shapeOf, type Label } from '../../core/dataset/labels';
import { bitmapOf } from '../../core/geometry/mask';
import { eachRing } from '../../core/geometry/rings';
import { toBase64 } from '../text/base64';
import type { Loss } from '../../core/dataset/label-losses';
import type { WriteInput, WrittenFile, WrittenImage } from '../format';
import { eachImage } from '../in-splits';
import { labelPlaces } from '../label-places';
import { isRecord } from '../text/json-values';
import { jsonBeside, labelmeJsonId } from './labelme-json-read';
import { oneOutline, pairsOf } from '../shapes/one-outline';
import { planeBytes } from '../shapes/png-plane';
import { splitOfImage } from '../splits';
import { tellHidden, tellRest, tellSplit } from '../told';
import { asItIs, writtenNames, type NamedInput } from '../written-names';

/** Writes a JSON file beside each image. */
export async function* writeLabelmeJson(given: WriteInput): AsyncGenerator<WrittenFile, void, undefined> {
  const input: NamedInput = { ...given, nameOf: writtenNames(given.classes, asItIs, (loss) => given.lost(loss)) };
  const fileOf = labelPlaces(input, jsonBeside);
  for (const image of eachImage(input.images))
    yield { path: fileOf(image.path), pieces: [`${JSON.stringify(await textOf(image, input), null, 2)}\n`] };
}

async function textOf(image: WrittenImage, input: NamedInput): Promise<object> {
  const { path, width, height, labels: all } = image;
  tellSplit(all.split, splitOfImage(path), input.lost);
  const known = await input.recall(all.kept, labelmeJsonId);
  const old = isRecord(known) ? known : {};
  const shapes: object[] = [];
  for (const label of inPixels(all, image).labels) {
    const kept = await input.recall(label.kept, labelmeJsonId);
    const shape = shapeObject(label, isRecord(kept) ? kept : null, all.moved, input);
    if (shape) shapes.push(shape);
    else input.lost('no-shape-left-out');
  }
  const names = all.classes.map(input.nameOf);
  const oldFlags = isRecord(old['flags']) ? Object.keys(old['flags']) : [];
  const flags = [...oldFlags, ...names].map((name) => [name, names.includes(name)] as const);
  return {
    version: '5.0.0',
    ...old,
    flags: Object.fromEntries(flags),
    shapes,
    imagePath: path.slice(path.lastIndexOf('/') + 1),
    imageData: null,
    imageHeight: height,
    imageWidth: width,
  };
}

function shapeObject(
  label: Label,
  old: Readonly<Record<string, unknown>> | null,
  isMoved: boolean,
  input: NamedInput,
): object | null {
  const name = input.nameOf(label.class);
  if (old && !isMoved) return { ...old, label: name };
  const place = placeOf(label, old?.['shape_type'], input.lost);
  if (!place) return null;
  const { kind, ...written } = place;
  if (old) return { ...old, label: name, ...written };
  const named = [...(label.attributes ?? [])];
  // Flags of this format are names that are set or not.
  const set = [...label.flags, ...named.filter(([, value]) => value === true).map(([key]) => key)];
  tellRest(label, kind, { flags: flagNames, attributes: ['description', ...set], group: true }, input.lost);
  const description = label.attributes?.get('description');
  return {
    label: name,
    ...written,
    group_id: label.group,
    description: typeof description === 'string' ? description : '',
    flags: Object.fromEntries(set.map((flag) => [flag, true])),
  };
}

interface Place {
  readonly kind: Label['shapes'][number]['kind'];
  readonly shape_type: string;
  readonly points: readonly (readonly [number, number])[];
  readonly mask: string | null;
}

/** @param was The type that the label was read as: a point stays one. */
function placeOf(label: Label, was: unknown, lost: (loss: Loss) => void): Place | null {
  const mask = shapeOf(label, 'mask');
  if (mask) {
    const part = bitmapOf(mask.mask);
    if (!part) return null;
    const { x0, y0, x1, y1 } = part.at;
    const png = planeBytes({
      size: { width: x1 - x0, height: y1 - y0 },
      kind: 'index',
      values: Uint32Array.from(part.pixels),
    });
    // The last pixel is its own.
    const points = [
      [x0, y0],
      [x1 - 1, y1 - 1],
    ] as const;
    return { kind: 'mask', shape_type: 'mask', points, mask: toBase64(png) };
  }
  const outline = oneOutline(label, lost);
  if (outline) return plain('polygon', 'polygon', pairsOf(outline));
  const box = shapeOf(label, 'box');
  if (box) {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = box.at;
    return plain('box', 'rectangle', [
      [x0, y0],
      [x1, y1],
    ]);
  }
  const line = shapeOf(label, 'polyline');
  if (line) {
    const [first, ...more] = eachRing(line.lines);
    more.forEach(() => lost('polyline-left-out'));
    return first ? plain('polyline', first.points.length === 4 ? 'line' : 'linestrip', pairsOf(first.points)) : null;
  }
  const keypoints = shapeOf(label, 'keypoints');
  const seen = keypoints ? seenOf(keypoints.points, lost) : [];
  if (seen.length === 0) return null;
  return plain('keypoints', seen.length === 1 && was !== 'points' ? 'point' : 'points', seen);
}

function plain(kind: Place['kind'], type: string, points: Place['points']): Place {
  return { kind, shape_type: type, points, mask: null };
}

/** A point has no visibility: those that are not labelled are left out. */
function seenOf(points: Float64Array, lost: (loss: Loss) => void): [number, number][] {
  const seen: [number, number][] = [];
  for (let at = 0; at < points.length; at += 3) {
    const [x = 0, y = 0, visibility = 0] = points.subarray(at, at + 3);
    if (visibility === 0) lost('hidden-left-out');
    else seen.push([x, y]);
  }
  tellHidden(points, lost);
  return seen;
}
