import { inPixels } from '../../core/dataset/label-units';
import { shapeOf, type Label } from '../../core/dataset/labels';
import { partsOf } from '../../core/dataset/paths';
import { maskBounds } from '../../core/geometry/mask';
import { boundsOf } from '../../core/geometry/rings';
import type { Loss } from '../../core/dataset/label-losses';
import type { WriteInput, WrittenFile, WrittenImage } from '../format';
import { eachImage } from '../in-splits';
import { isRecord } from '../text/json-values';
import { labelPlaces } from '../label-places';
import { annotationPath, listNames, vocClasses, vocObjects, vocPlace } from './voc-place';
import { vocId } from './voc-read';
import { tellIdentity } from '../told';
import { written } from '../text/written-number';
import { nameInTable, planeNumbers, planesOf } from './voc-planes-write';
import { child, nameInXml, node, withChild, xmlText, type XmlNode } from '../text/xml';
import { writtenNames } from '../written-names';

/** What is written of the images of one root beside them. */
interface Listed {
  readonly splits: Map<string, string[]>;
  /** Names of images with PNGs. */
  readonly segmented: Set<string>;
}

/** Writes an XML file for each image, and by the folder of these ImageSets where there are splits. */
export async function* writeVoc(input: WriteInput): AsyncGenerator<WrittenFile, void, undefined> {
  const roots = new Map<string, Listed>();
  const { numbers, table, heldName } = namesAndNumbers(input);
  const nameOf = listNames(input.images);
  const fileOf = labelPlaces(input, annotationPath);
  const planes = { classes: labelPlaces(input, vocClasses), objects: labelPlaces(input, vocObjects) };
  for (const image of eachImage(input.images)) {
    const { root: xml, labels } = await annotationOf(image, { ...input, heldName });
    yield { path: fileOf(image.path), pieces: [xmlText(xml)] };
    const { root } = vocPlace(image.path);
    const name = nameOf(image.path);
    const listed = roots.get(root) ?? { splits: new Map<string, string[]>(), segmented: new Set() };
    roots.set(root, listed);
    if (labels.some(({ label }) => shapeOf(label, 'mask'))) {
      listed.segmented.add(name);
      yield* planesOf(image, labels, { numbers, planes, lost: (loss) => input.lost(loss) });
    }
    const { split } = image.labels;
    if (split === null) continue;
    const names = listed.splits.get(split);
    if (names) names.push(name);
    else listed.splits.set(split, [name]);
  }
  for (const [root, { splits, segmented }] of roots) {
    for (const [split, names] of splits) {
      const lines = (some: readonly string[]) => some.map((name) => `${name}\n`);
      yield { path: `${root}ImageSets/Main/${split}.txt`, pieces: lines(names) };
      const some = names.filter((name) => segmented.has(name));
      if (some.length > 0) yield { path: `${root}ImageSets/Segmentation/${split}.txt`, pieces: lines(some) };
    }
    if (segmented.size > 0 && table !== null) yield { path: `${root}labelmap.txt`, pieces: [table] };
  }
}

interface Way extends WriteInput {
  readonly heldName: (index: number) => string;
}

/** An object has the name that pixels of its number have: where there are any, one that both files hold. */
function namesAndNumbers({ classes, images, lost: tell }: WriteInput) {
  const lost = (loss: Loss) => tell(loss);
  const isSegmented = () => {
    for (const { labels } of eachImage(images)) if (labels.labels.some((label) => shapeOf(label, 'mask'))) return true;
    return false;
  };
  const areHeld = classes.every(({ name }) => nameInTable(name) === name);
  const areApart = new Set(classes.map(({ name }) => name)).size === classes.length;
  if ((areHeld && areApart) || !isSegmented())
    return { ...planeNumbers(classes), heldName: writtenNames(classes, nameInXml, lost) };
  const heldName = writtenNames(classes, nameInTable, lost);
  return { ...planeNumbers(classes.map((one, index) => ({ ...one, name: heldName(index) }))), heldName };
}

interface Annotation {
  readonly root: XmlNode;
  /** With the number of each in SegmentationObject: the place of its object, from 1; then those that no XML speaks of. */
  readonly labels: readonly { readonly label: Label; readonly number: number }[];
}

async function annotationOf(image: WrittenImage, input: Way): Promise<Annotation> {
  const { path, width, height, labels: all } = image;
  if (all.classes.length > 0) input.lost('image-classes-left-out');
  const kept = (await input.recall(all.kept, vocId)) as XmlNode | null; // Only this format's own reader keeps under its id.
  const file = path.slice(path.lastIndexOf('/') + 1);
  const depth = (kept && child(kept, 'size') && child(child(kept, 'size')!, 'depth')) ?? node('depth', '3');
  const size = node('size', [node('width', String(width)), node('height', String(height)), depth]);
  let children: readonly XmlNode[] = kept?.children ?? [node('folder', partsOf(path).dir.split('/').at(-1) ?? '')];
  children = withChild(children, 'filename', node('filename', file));
  children = withChild(children, 'size', size);
  if (!kept) {
    const isSegmented = all.labels.some((label) => shapeOf(label, 'mask'));
    children = [...children, node('segmented', isSegmented ? '1' : '0')];
  }
  const objects: { readonly group: number | null; node: XmlNode }[] = [];
  const labels: { readonly label: Label; readonly number: number }[] = [];
  const bare: { readonly label: Label; readonly wish: number }[] = [];
  for (const label of inPixels(all, image).labels) {
    const known = await input.recall(label.kept, vocId);
    if (isRecord(known) && typeof known['segment'] === 'number') {
      bare.push({ label, wish: known['segment'] });
      continue;
    }
    const old = known as XmlNode | null; // As above.
    const one = objectOf(label, old, all.moved, input);
    if (!one) continue;
    const whole = one.name === 'part' ? objects.findLast(({ group }) => group !== null && group === label.group) : null;
    if (whole) whole.node = { ...whole.node, children: withPart(whole.node.children, one) };
    else {
      // A part whose object is gone stands for itself.
      objects.push({ group: label.group, node: { ...one, name: 'object' } });
      labels.push({ label, number: objects.length });
    }
  }
  const root = {
    name: 'annotation',
    text: '',
    attributes: kept?.attributes ?? [],
    children: [...children, ...objects.map((one) => one.node)],
  };
  return { root, labels: [...labels, ...bare.map(({ label, wish }) => ({ label, number: wish }))] };
}

/** Parts stand behind the box of their object, as the challenge's own files have them. */
function withPart(children: readonly XmlNode[], part: XmlNode): XmlNode[] {
  const at = children.findLastIndex(({ name }) => name === 'bndbox' || name === 'part') + 1;
  return [...children.slice(0, at), part, ...children.slice(at)];
}

function objectOf(
  label: Label,
  old: XmlNode | null,
  isMoved: boolean,
  { heldName, options, lost }: Way,
): XmlNode | null {
  const name = node('name', heldName(label.class));
  const box = old && !isMoved ? child(old, 'bndbox') : boxNode(label, options.vocOneBased, lost);
  if (!box && !old) {
    lost('no-shape-left-out');
    return null;
  }
  if (old) return { ...old, children: withChild(withChild(old.children, 'name', name), 'bndbox', box) };
  const { attributes, flags, score } = label;
  if (score !== null) lost('score-left-out');
  if (flags.includes('crowd') || flags.includes('ignore')) lost('flags-left-out');
  if (attributes && Array.from(attributes.keys()).some((key) => key !== 'pose')) lost('attributes-left-out');
  tellIdentity(label, {}, lost);
  const pose = attributes?.get('pose');
  const set = (flag: (typeof flags)[number]) => node(flag, flags.includes(flag) ? '1' : '0');
  return node('object', [
    name,
    node('pose', typeof pose === 'string' ? pose : 'Unspecified'),
    set('truncated'),
    set('difficult'),
    ...(flags.includes('occluded') ? [set('occluded')] : []),
    ...(box ? [box] : []),
  ]);
}

function boxNode(label: Label, oneBased: boolean, lost: (loss: Loss) => void): XmlNode | null {
  const at = shapeOf(label, 'box')?.at;
  const polygon = shapeOf(label, 'polygon');
  const oriented = shapeOf(label, 'oriented');
  const mask = shapeOf(label, 'mask');
  if (polygon) lost(at ? 'polygon-left-out' : 'polygon-as-box');
  if (oriented) lost('oriented-as-box');
  if (shapeOf(label, 'keypoints')) lost('keypoints-left-out');
  if (shapeOf(label, 'polyline')) lost('polyline-left-out');
  const points = polygon?.rings.points ?? oriented?.corners;
  const around = points ? boundsOf(points) : mask ? maskBounds(mask.mask) : null;
  const [x0, y0, x1, y1] = at ?? (around ? [around.x0, around.y0, around.x1, around.y1] : []);
  if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return null;
  const first = oneBased ? 1 : 0;
  const side = (name: string, value: number) => node(name, written(value));
  return node('bndbox', [side('xmin', x0 + first), side('ymin', y0 + first), side('xmax', x1), side('ymax', y1)]);
}
