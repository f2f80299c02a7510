import { inPixels } from '../../core/dataset/label-units';
import type { LabelClass } from '../../core/dataset/label-set';
import { flagNames, shapeOf, type Label, type ShapeKind } from '../../core/dataset/labels';
import { bitmapOf, type Mask } from '../../core/geometry/mask';
import { eachRing } from '../../core/geometry/rings';
import { imageNames } from '../coco/coco-names';
import { classesIn, cvatId } from './cvat-read';
import { svgOf } from './cvat-skeleton';
import type { WriteInput, WrittenFile, WrittenImage } from '../format';
import { eachImage } from '../in-splits';
import { Numbers } from '../text/numbers';
import { oneOutline, pairsOf } from '../shapes/one-outline';
import { rectangleOf } from '../shapes/rectangle';
import { splitOfImage } from '../splits';
import { tellHidden, tellRest } from '../told';
import { written } from '../text/written-number';
import { attributeOf, nameInXml, node, xmlText, type XmlNode } from '../text/xml';
import { writtenNames } from '../written-names';

const file = 'annotations.xml';

/** Writes one file, `annotations.xml`; the split of an image is its `subset`, as in exports of a project. */
export async function* writeCvat(input: WriteInput): AsyncGenerator<WrittenFile, void, undefined> {
  yield { path: file, pieces: fileOf(input) };
}

async function* fileOf(given: WriteInput): AsyncGenerator<string, void, undefined> {
  const heldName = writtenNames(given.classes, nameInXml, (loss) => given.lost(loss));
  const classes = given.classes.map((one, index) => ({ ...one, name: heldName(index) }));
  const input: WriteInput = { ...given, classes };
  yield '<?xml version="1.0" encoding="utf-8"?>\n<annotations>\n<version>1.1</version>\n';
  const kept = (await input.recall(input.kept, cvatId)) as XmlNode | null; // Only this format's own reader keeps under its id.
  const names = new Set(input.classes.map(({ name }) => name));
  // A file may use labels that it does not list; those that it lists have to be what they were.
  const isKnown = kept !== null && classesIn(kept).every(({ name }) => names.has(name));
  yield xmlText(isKnown ? kept : metaOf(input));
  const numbers = new Numbers();
  const nameOf = imageNames(input.images);
  for (const image of eachImage(input.images))
    yield xmlText(await imageNode(image, numbers, { input, nameOf: (old) => nameOf(image, old, file) }));
  yield '</annotations>\n';
}

function metaOf({ classes, images }: WriteInput): XmlNode {
  const labels = classes.flatMap((one) => [
    labelNode(one.name, one),
    ...(one.skeleton?.names ?? []).map((name) => labelNode(name, null, one.name)),
  ]);
  const task = [node('size', String(images.length)), node('mode', 'annotation'), node('labels', labels)];
  return node('meta', [node('task', task)]);
}

function labelNode(name: string, one: LabelClass | null, parent: string | null = null): XmlNode {
  const skeleton = one?.skeleton;
  const hex = (value: number) => value.toString(16).padStart(2, '0');
  return node('label', [
    node('name', name),
    ...(one?.colour ? [node('color', `#${one.colour.map(hex).join('')}`)] : []),
    node('type', skeleton ? 'skeleton' : parent === null ? 'any' : 'points'),
    node('attributes', ''),
    ...(skeleton ? [node('svg', svgOf(skeleton))] : []),
    ...(parent === null ? [] : [node('parent', parent)]),
  ]);
}

interface Way {
  readonly input: WriteInput;
  readonly nameOf: (old: string | null) => string;
}

async function imageNode(image: WrittenImage, numbers: Numbers, { input, nameOf: wordFor }: Way): Promise<XmlNode> {
  const { path, width, height, labels: all } = image;
  const old = (await input.recall(all.kept, cvatId)) as XmlNode | null; // As above.
  const number = Number(old && attributeOf(old, 'id'));
  const own: [string, string][] = [
    ['id', String(numbers.take(old && Number.isSafeInteger(number) ? number : null))],
    ['name', wordFor(old && attributeOf(old, 'name'))],
    ...(all.split !== null && (!old || attributeOf(old, 'subset') !== null || splitOfImage(path) !== all.split)
      ? ([['subset', all.split]] as [string, string][])
      : []),
    ['width', String(width)],
    ['height', String(height)],
  ];
  const children: XmlNode[] = [];
  for (const label of inPixels(all, image).labels) {
    const one = await objectNode(label, all.moved, input);
    if (one) children.push(one);
    else input.lost('no-shape-left-out');
  }
  const tags = all.classes.map((index) =>
    withAttributes('tag', [
      ['label', nameOf(index, input)],
      ['source', 'manual'],
    ]),
  );
  return { ...withAttributes('image', merged(old, own)), children: [...children, ...tags] };
}

/** What was there stays where it was, with its new value. */
function merged(old: XmlNode | null, own: readonly [string, string][]): [string, string][] {
  const values = new Map<string, string>([...(old?.attributes ?? []), ...own]);
  return [...values];
}

function withAttributes(name: string, attributes: XmlNode['attributes'], children: readonly XmlNode[] = []): XmlNode {
  return { name, text: '', attributes, children };
}

function nameOf(index: number, { classes }: WriteInput): string {
  return classes[index]?.name ?? String(index);
}

async function objectNode(label: Label, isMoved: boolean, input: WriteInput): Promise<XmlNode | null> {
  const name = nameOf(label.class, input);
  const old = (await input.recall(label.kept, cvatId)) as XmlNode | null; // As above.
  if (old && !isMoved) return { ...old, attributes: merged(old, [['label', name]]) };
  const place = placeOf(label, input);
  if (!place) return null;
  const { kind, element, attributes, children } = place;
  if (old) {
    // Its element's own names say what else there is; those of the place it had are gone.
    const rest = old.attributes.filter(([key]) => !ofPlaces.has(key));
    const values = merged(withAttributes('', rest), [['label', name], ...attributes]);
    const points = old.children.filter((one) => one.name === 'attribute');
    return withAttributes(element, values, [...children, ...points]);
  }
  tellRest(label, kind, { flags: flagNames, attributes: 'all', group: true }, input.lost);
  if (kind === 'keypoints' && shapeOf(label, 'box')) input.lost('box-left-out');
  const flags = label.flags.filter((flag) => flag !== 'occluded').map((flag) => attributeNode(flag, 'true'));
  const named = Array.from(label.attributes ?? [], ([key, value]) =>
    attributeNode(key, typeof value === 'string' ? value : JSON.stringify(value)),
  );
  const own: [string, string][] = [
    ['label', name],
    ['source', 'manual'],
    ...(element === 'skeleton'
      ? []
      : ([['occluded', label.flags.includes('occluded') ? '1' : '0']] as [string, string][])),
    ...attributes,
    ...(label.group === null ? [] : ([['group_id', String(label.group)]] as [string, string][])),
    ['z_order', '0'],
  ];
  return withAttributes(element, own, [...children, ...flags, ...named]);
}

function attributeNode(name: string, text: string): XmlNode {
  return { ...withAttributes('attribute', [['name', name]]), text };
}

const ofPlaces = new Set('xtl ytl xbr ybr rotation cx cy rx ry points rle left top width height'.split(' '));

interface Place {
  readonly kind: ShapeKind;
  readonly element: string;
  readonly attributes: readonly [string, string][];
  readonly children: readonly XmlNode[];
}

function placeOf(label: Label, input: WriteInput): Place | null {
  const { lost } = input;
  const place = (
    kind: ShapeKind,
    element: string,
    attributes: Place['attributes'],
    children: Place['children'] = [],
  ) => ({
    kind,
    element,
    attributes,
    children,
  });
  const mask = shapeOf(label, 'mask');
  if (mask) {
    const attributes = maskAttributes(mask.mask);
    return attributes && place('mask', 'mask', attributes);
  }
  const oriented = shapeOf(label, 'oriented');
  if (oriented && !shapeOf(label, 'polygon')) {
    const turned = turnedBox(oriented.corners);
    if (turned) return place('oriented', 'box', turned);
  }
  const outline = oneOutline(label, lost);
  if (outline)
    return place(shapeOf(label, 'polygon') ? 'polygon' : 'oriented', 'polygon', [
      ['points', pointsText(pairsOf(outline))],
    ]);
  const keypoints = shapeOf(label, 'keypoints');
  if (keypoints) return keypointsPlace(keypoints.points, label, input);
  const box = shapeOf(label, 'box');
  if (box) return place('box', 'box', boxAttributes(box.at));
  const [line, ...more] = eachRing(shapeOf(label, 'polyline')?.lines ?? none);
  more.forEach(() => lost('polyline-left-out'));
  return line ? place('polyline', 'polyline', [['points', pointsText(pairsOf(line.points))]]) : null;
}

const none = { points: new Float64Array(0), ends: new Uint32Array(0), holes: new Uint8Array(0) };

function boxAttributes(at: ArrayLike<number>): [string, string][] {
  return ['xtl', 'ytl', 'xbr', 'ybr'].map((key, index) => [key, written(at[index] ?? 0)]);
}

function pointsText(points: readonly (readonly [number, number])[]): string {
  return points.map((point) => point.map(written).join(',')).join(';');
}

/** Its box before it is turned, and by how many degrees; null for what is no rectangle. */
function turnedBox(corners: Float64Array): [string, string][] | null {
  const box = rectangleOf(corners);
  if (!box) return null;
  const { width, height, degrees } = box;
  const [x0 = 0, y0 = 0, , , x2 = 0, y2 = 0] = corners;
  const [x, y] = [(x0 + x2) / 2, (y0 + y2) / 2];
  const at = [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
  return [...boxAttributes(at), ['rotation', written(degrees)]];
}

/** A skeleton where its class has one of as many points, else points, which have no visibility of their own. */
function keypointsPlace(points: Float64Array, label: Label, { classes, lost }: WriteInput): Place | null {
  const names = classes[label.class]?.skeleton?.names ?? [];
  const each = Array.from({ length: points.length / 3 }, (_, at) => points.subarray(3 * at, 3 * at + 3));
  if (names.length === each.length) {
    const children = each.map(([x = 0, y = 0, seen = 0], index) =>
      withAttributes('points', [
        ['label', names[index] ?? String(index)],
        ['source', 'manual'],
        ['occluded', seen === 1 ? '1' : '0'],
        ['outside', seen === 0 ? '1' : '0'],
        ['points', pointsText([[x, y]])],
      ]),
    );
    return { kind: 'keypoints', element: 'skeleton', attributes: [], children };
  }
  const seen = each.filter(([, , visibility]) => visibility !== 0);
  for (let left = each.length - seen.length; left > 0; left--) lost('hidden-left-out');
  if (seen.length === 0) return null;
  tellHidden(points, lost);
  const text = pointsText(seen.map(([x = 0, y = 0]) => [x, y]));
  return { kind: 'keypoints', element: 'points', attributes: [['points', text]], children: [] };
}

function maskAttributes(mask: Mask): [string, string][] | null {
  const part = bitmapOf(mask);
  if (!part) return null;
  const { x0, y0, x1, y1 } = part.at;
  const runs: number[] = [];
  let [value, run] = [0, 0];
  for (const pixel of part.pixels) {
    if (pixel !== value) {
      runs.push(run);
      [value, run] = [pixel, 0];
    }
    run++;
  }
  runs.push(run);
  const sides = { left: x0, top: y0, width: x1 - x0, height: y1 - y0 };
  return [
    ['rle', runs.join(', ')],
    ...Object.entries(sides).map(([key, side]): [string, string] => [key, String(side)]),
  ];
}
