import { inPixels } from '../../core/dataset/label-units';
import { shapeOf, type Label } from '../../core/dataset/labels';
import { counted, folded, partsOf } from '../../core/dataset/paths';
import { maskBounds, type Mask } from '../../core/geometry/mask';
import { cornersOf } from '../../core/geometry/rings';
import type { Loss } from '../../core/dataset/label-losses';
import type { WriteInput, WrittenFile, WrittenImage } from '../format';
import { eachImage, pathsOf } from '../in-splits';
import type { FileOf } from '../label-file';
import { labelPlaces } from '../label-places';
import { labelmeXmlId, xmlBeside } from './labelme-xml-read';
import { oneOutline } from '../shapes/one-outline';
import { paintMask } from '../shapes/plane-masks';
import { planeBytes } from '../shapes/png-plane';
import { splitOfImage } from '../splits';
import { tellIdentity, tellSplit } from '../told';
import { written } from '../text/written-number';
import { writtenNames, type NamedInput } from '../written-names';
import { child, nameInXml, node, withChild, xmlText, type XmlNode } from '../text/xml';

/** Writes an XML beside each image, and a PNG in `Masks` for each mask. */
export async function* writeLabelmeXml(input: WriteInput): AsyncGenerator<WrittenFile, void, undefined> {
  const fileOf = labelPlaces(input, xmlBeside);
  // What an XML names has to be that very file, not an image that lies there.
  const paths = pathsOf(input.images).map(folded);
  const taken = new Set(paths.filter((path) => /(?:^|\/)masks\/[^/]*$/.test(path)));
  const nameOf = writtenNames(input.classes, nameInXml, (loss) => input.lost(loss));
  for (const image of eachImage(input.images)) yield* filesOf(image, fileOf, { ...input, nameOf, taken });
}

interface Way extends NamedInput {
  /** Images in `Masks`, by their folded paths. */
  readonly taken: ReadonlySet<string>;
}

async function* filesOf(image: WrittenImage, fileOf: FileOf, input: Way): AsyncGenerator<WrittenFile, void, undefined> {
  const { path, width, height, labels: all } = image;
  if (all.classes.length > 0) input.lost('image-classes-left-out');
  tellSplit(all.split, splitOfImage(path), input.lost);
  const { dir, stem } = partsOf(path);
  const folder = dir === '' ? '' : `${dir}/`;
  const kept = (await input.recall(all.kept, labelmeXmlId)) as XmlNode | null; // Only this format's own reader keeps under its id.
  let children = kept?.children ?? [node('filename', ''), node('folder', dir.split('/').at(-1) ?? '')];
  children = withChild(children, 'filename', node('filename', path.slice(path.lastIndexOf('/') + 1)));
  children = withChild(
    children,
    'imagesize',
    node('imagesize', [node('nrows', String(height)), node('ncols', String(width))]),
  );
  const objects: XmlNode[] = [];
  for (const [index, label] of inPixels(all, image).labels.entries()) {
    const old = (await input.recall(label.kept, labelmeXmlId)) as XmlNode | null; // As above.
    const mask = shapeOf(label, 'mask')?.mask;
    const wish = `${stem}_mask_${label.id ?? index}.png`;
    let name = wish;
    for (let count = 2; input.taken.has(folded(`${folder}Masks/${name}`)); count++) name = counted(wish, count);
    const place = mask ? segmentNode(mask, name) : polygonNode(label, input.lost);
    if (!place) {
      input.lost('no-shape-left-out');
      continue;
    }
    if (mask) yield { path: `${folder}Masks/${name}`, pieces: [maskBytes(mask)] };
    objects.push(objectOf(label, index, old, { place, isMoved: all.moved }, input));
  }
  const root = {
    name: 'annotation',
    text: '',
    attributes: kept?.attributes ?? [],
    children: [...children, ...objects],
  };
  yield { path: fileOf(path), pieces: [xmlText(root)] };
}

interface Placed {
  readonly place: XmlNode;
  readonly isMoved: boolean;
}

function objectOf(label: Label, index: number, old: XmlNode | null, { place, isMoved }: Placed, input: Way): XmlNode {
  const name = node('name', input.nameOf(label.class));
  const note = label.attributes?.get('attributes');
  if (old) {
    const isAsRead = !isMoved && place.name !== 'segm' && child(old, place.name) !== null;
    const bare = withChild(
      withChild(old.children, 'name', name),
      place.name,
      isAsRead ? child(old, place.name) : place,
    );
    return {
      ...old,
      children: bare.filter((one) => one.name === place.name || (one.name !== 'segm' && one.name !== 'polygon')),
    };
  }
  if (label.score !== null) input.lost('score-left-out');
  if (label.flags.some((flag) => flag !== 'occluded')) input.lost('flags-left-out');
  if (label.attributes && Array.from(label.attributes.keys()).some((key) => key !== 'attributes'))
    input.lost('attributes-left-out');
  tellIdentity(label, { id: true }, input.lost);
  if (label.id !== null && label.id !== index) input.lost('id-changed');
  const isBox = place.name === 'polygon' && !shapeOf(label, 'polygon') && !shapeOf(label, 'oriented');
  return node('object', [
    name,
    node('deleted', '0'),
    node('verified', '0'),
    node('occluded', label.flags.includes('occluded') ? 'yes' : 'no'),
    node('attributes', typeof note === 'string' ? note : ''),
    node('parts', [node('hasparts', ''), node('ispartof', '')]),
    node('id', String(index)),
    ...(isBox ? [node('type', 'bounding_box')] : []),
    place,
  ]);
}

function polygonNode(label: Label, lost: (loss: Loss) => void): XmlNode | null {
  const box = shapeOf(label, 'box');
  if (shapeOf(label, 'keypoints')) lost('keypoints-left-out');
  if (shapeOf(label, 'polyline')) lost('polyline-left-out');
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = box?.at ?? [];
  const points = oneOutline(label, lost) ?? (box ? cornersOf({ x0, y0, x1, y1 }) : null);
  if (!points) return null;
  const places = Array.from({ length: points.length / 2 }, (_, at) =>
    node('pt', [node('x', written(points[2 * at] ?? 0)), node('y', written(points[2 * at + 1] ?? 0))]),
  );
  return node('polygon', [node('username', 'anonymous'), ...places]);
}

function segmentNode(mask: Mask, name: string): XmlNode {
  const { x0 = 0, y0 = 0, x1 = 0, y1 = 0 } = maskBounds(mask) ?? {};
  const sides = Object.entries({ xmin: x0, ymin: y0, xmax: x1, ymax: y1 }).map(([key, value]) =>
    node(key, String(value)),
  );
  return node('segm', [node('username', 'anonymous'), node('box', sides), node('mask', name)]);
}

function maskBytes(mask: Mask): Uint8Array {
  const values = new Uint32Array(mask.size.width * mask.size.height);
  paintMask(values, mask.size, mask, 255);
  return planeBytes({ size: mask.size, kind: 'index', values });
}
