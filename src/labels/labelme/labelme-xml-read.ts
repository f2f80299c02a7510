import type { Json } from '../../core/dataset/json';
import type { LabelSet } from '../../core/dataset/label-set';
import { labelOf, type Label, type Shape } from '../../core/dataset/labels';
import { partsOf } from '../../core/dataset/paths';
import { ringsOf } from '../../core/geometry/rings';
import type { ClassBook } from '../class-book';
import type { LabelFile, ReadInput } from '../format';
import { besideImage } from '../label-file';
import { masksOf } from '../shapes/plane-masks';
import { planeOf, PlaneTrouble } from '../shapes/png-plane';
import { SetReading } from '../set-reading';
import { splitOfImage } from '../splits';
import { numberOf, quoted, textOf } from '../text/text';
import { child, nameIn, textIn, xmlOf, XmlTrouble, type XmlNode } from '../text/xml';

export const labelmeXmlId = 'labelme-xml';

/** Where an image's file is. */
export const xmlBeside = besideImage('xml');

/** Reads the XML of the LabelMe web tool: polygons, boxes, and masks as PNGs in `Masks`. */
export async function readLabelmeXml({ files, images, progress }: ReadInput): Promise<LabelSet> {
  const reading = new SetReading(labelmeXmlId);
  const { book, store, troubles } = reading;
  const pngs = files.filter(({ path }) => /(?:^|\/)Masks\/[^/]*\.png$/i.test(path));
  const annotations = files.filter(({ path }) => /\.xml$/i.test(path));
  for (const [number, file] of annotations.entries()) {
    progress?.(number / annotations.length);
    let root: XmlNode;
    try {
      root = xmlOf(textOf(await file.read()));
    } catch (error) {
      if (!(error instanceof XmlTrouble)) throw error;
      troubles.add('bad-syntax', file.path, `line ${error.line}`, error.message);
      continue;
    }
    const name = textIn(root, 'filename') ?? '';
    const image = images.ofLabels(file.path, xmlBeside) ?? images.named(name, file.path);
    if (image === null) {
      troubles.add('unknown-image', file.path, 'filename', `Expected an image ${quoted(name)} among the files.`);
      continue;
    }
    const rest = { ...root, children: root.children.filter((one) => one.name !== 'object') };
    const kept = { format: labelmeXmlId, value: rest as Json };
    store.open(image, { unit: 'px', stated: statedSize(root), split: splitOfImage(image), kept });
    const objects = root.children.filter((one) => one.name === 'object');
    const groups = groupsOf(objects);
    for (const [index, object] of objects.entries()) {
      if (textIn(object, 'deleted') === '1') continue;
      const shapes = await shapesIn(object, pngs, file);
      if (typeof shapes === 'string') troubles.add('bad-value', file.path, `object[${index}]`, shapes);
      else store.add(image, labelIn(object, shapes, groups.get(textIn(object, 'id') ?? String(index)) ?? null, book));
    }
  }
  return reading.set(files);
}

function labelIn(object: XmlNode, shapes: readonly Shape[], group: number | null, book: ClassBook): Label {
  const id = numberOf(textIn(object, 'id') ?? '');
  const note = textIn(object, 'attributes');
  return labelOf(book.named(nameIn(object, 'name') ?? ''), shapes, {
    id,
    group,
    flags: textIn(object, 'occluded') === 'yes' ? ['occluded'] : [],
    attributes: note ? new Map([['attributes', note]]) : null,
    kept: { format: labelmeXmlId, value: object as Json },
  });
}

function statedSize(root: XmlNode) {
  const size = child(root, 'imagesize');
  const [width, height] = ['ncols', 'nrows'].map((name) => numberOf((size && textIn(size, name)) ?? ''));
  return width && height && width > 0 && height > 0 ? { width, height } : null;
}

/** Parts and what they are of are one group, which has the number of its root. */
function groupsOf(objects: readonly XmlNode[]): ReadonlyMap<string, number> {
  const parents = new Map<string, string>();
  for (const [index, object] of objects.entries()) {
    const parts = child(object, 'parts');
    const parent = (parts && textIn(parts, 'ispartof')) ?? '';
    if (parent !== '') parents.set(textIn(object, 'id') ?? String(index), parent);
  }
  const groups = new Map<string, number>();
  for (const id of [...parents.keys(), ...parents.values()]) {
    let root = id;
    // A circle ends where it began, after as many steps as there are parts.
    for (let left = parents.size; left > 0 && parents.has(root); left--) root = parents.get(root) ?? root;
    const number = numberOf(root);
    if (number !== null) groups.set(id, number);
  }
  return groups;
}

async function shapesIn(
  object: XmlNode,
  pngs: readonly LabelFile[],
  file: LabelFile,
): Promise<readonly Shape[] | string> {
  const segment = child(object, 'segm');
  if (segment) return masksIn(segment, pngs, file);
  const polygon = child(object, 'polygon');
  if (!polygon) return 'Expected a polygon or a segment, received none.';
  const points: number[] = [];
  for (const point of polygon.children.filter(({ name }) => name === 'pt'))
    for (const key of ['x', 'y']) {
      const value = numberOf(textIn(point, key) ?? '');
      if (value === null) return `Expected ${key} to be a number, received ${quoted(textIn(point, key) ?? '')}.`;
      points.push(value);
    }
  if (points.length === 0) return 'Expected points, received none.';
  if (textIn(object, 'type') === 'bounding_box' && points.length === 8) return [boxOf(points)];
  return [{ kind: 'polygon', rings: ringsOf([points]) }];
}

function boxOf(points: readonly number[]): Shape {
  const xs = points.filter((_, at) => at % 2 === 0);
  const ys = points.filter((_, at) => at % 2 === 1);
  return { kind: 'box', at: Float64Array.of(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)) };
}

/** Where a mask's PNG is seen at all: its edges are soft in the tool's own files. */
async function masksIn(
  segment: XmlNode,
  pngs: readonly LabelFile[],
  file: LabelFile,
): Promise<readonly Shape[] | string> {
  const name = textIn(segment, 'mask') ?? '';
  const { dir } = partsOf(file.path);
  const same = pngs.filter(({ path }) => path.endsWith(`/${name}`) || path === name);
  const folder = dir === '' ? '' : `${dir}/`;
  const png =
    same.find(({ path }) => path === `${folder}Masks/${name}`) ??
    same.find(({ path }) => path.startsWith(folder)) ??
    same[0];
  if (!png) return `Expected a mask ${quoted(name)} in Masks, found none.`;
  try {
    const { size, values, alpha } = planeOf(await png.read());
    const mask = masksOf(
      values.map((value, at) => Number(alpha ? (alpha[at] ?? 0) > 0 : value > 0)),
      size,
    ).get(1);
    const box = mask ? [] : boxIn(segment);
    return mask ? [{ kind: 'mask', mask }] : box;
  } catch (error) {
    if (!(error instanceof PlaneTrouble)) throw error;
    return error.message;
  }
}

function boxIn(segment: XmlNode): readonly Shape[] {
  const box = child(segment, 'box');
  const sides = ['xmin', 'ymin', 'xmax', 'ymax'].map((name) => numberOf((box && textIn(box, name)) ?? ''));
  return sides.every((side) => side !== null) ? [{ kind: 'box', at: Float64Array.from(sides) }] : [];
}
