import type { Json } from '../../core/dataset/json';
import type { LabelClass } from '../../core/dataset/label-set';
import { shapeOf, type Label } from '../../core/dataset/labels';
import { maskArea, maskBounds } from '../../core/geometry/mask';
import { areaOf, boundsOf, eachRing, ringsOf, type Rings } from '../../core/geometry/rings';
import { inFileOrder } from '../file-order';
import { inPixels } from '../../core/dataset/label-units';
import { bridged } from '../shapes/bridge';
import { asRead } from './coco-ids';
import { cocoId } from './coco-read';
import { compressRuns } from './coco-rle';
import { imageNames } from './coco-names';
import type { Loss } from '../../core/dataset/label-losses';
import type { WriteInput, WrittenFile, WrittenImage, WrittenImages } from '../format';
import { exactText } from '../text/exact-json';
import { isRecord } from '../text/json-values';
import { Numbers } from '../text/numbers';
import { eachImage, inSplits } from '../in-splits';
import { tellIdentity } from '../told';

/**
 * Writes COCO's instances or, where a class or a label of the set has keypoints, its person_keypoints, by whose name readers
 * know them whatever the class: one file for each split, one element a line.
 */
export async function* writeCoco(input: WriteInput): AsyncGenerator<WrittenFile, void, undefined> {
  let hasPoints = input.classes.some(({ skeleton }) => skeleton !== null);
  const splits = inSplits(input.images, ({ labels }) => {
    hasPoints ||= labels.labels.some((label) => shapeOf(label, 'keypoints'));
  });
  const name = hasPoints ? 'person_keypoints' : 'instances';
  const nameOf = imageNames(input.images);
  for (const { split, images } of splits) {
    const path = `annotations/${name}${split === null ? '' : `_${split}`}.json`;
    yield { path, pieces: fileOf(input, images, (image, old) => nameOf(image, old, path)) };
  }
}

type NameOf = (image: WrittenImage, old: unknown) => string;

async function* fileOf(
  input: WriteInput,
  images: WrittenImages,
  nameOf: NameOf,
): AsyncGenerator<string, void, undefined> {
  const kept = await input.recall(input.kept, cocoId);
  const rest = isRecord(kept) ? kept : {};
  yield '{';
  for (const [key, value] of Object.entries({ info: input.info ?? {}, licenses: input.licences ?? [], ...rest }))
    yield `\n${JSON.stringify(key)}: ${exactText(value)},`;
  const categories = await Promise.all(input.classes.map((one) => categoryOf(one, input)));
  yield* member('categories', categories);
  const ids = new Map<string, number | string>();
  yield* member('images', imagesOf(input, images, ids, nameOf));
  yield* member('annotations', annotationsOf(input, images, ids), '');
  yield '\n}\n';
}

async function* member(
  key: string,
  values: AsyncIterable<object> | Iterable<object>,
  after = ',',
): AsyncGenerator<string, void, undefined> {
  yield `\n${JSON.stringify(key)}: [`;
  let comma = '';
  for await (const value of values) {
    yield `${comma}\n${exactText(value)}`;
    comma = ',';
  }
  yield `${comma === '' ? '' : '\n'}]${after}`;
}

async function categoryOf({ id, name, parent, skeleton, kept }: LabelClass, input: WriteInput): Promise<object> {
  const known = await input.recall(kept, cocoId);
  if (isRecord(known)) return { ...known, id: asRead(known['id'], id), name };
  const points = skeleton && {
    keypoints: skeleton.names,
    skeleton: skeleton.edges.map(([one, other]) => [one + 1, other + 1]),
  };
  return { id, name, supercategory: parent ?? '', ...points };
}

async function* imagesOf(input: WriteInput, images: WrittenImages, ids: Map<string, number | string>, nameOf: NameOf) {
  const numbers = new Numbers();
  for (const image of eachImage(images)) {
    const known = await input.recall(image.labels.kept, cocoId);
    const old = isRecord(known) ? known : {};
    const id = numbers.take(old['id']);
    ids.set(image.path, id);
    const { width, height } = image;
    yield { ...old, id, file_name: nameOf(image, old['file_name']), width, height };
  }
}

async function* annotationsOf(input: WriteInput, images: WrittenImages, ids: ReadonlyMap<string, number | string>) {
  const numbers = new Numbers();
  const own = new Set(ids.values());
  for (const { labels } of eachImage(images)) if (labels.classes.length > 0) input.lost('image-classes-left-out');
  for (const { at, place } of inFileOrder(images, cocoId)) {
    const image = images.at(at);
    const label = inPixels(image.labels, image).labels[place];
    if (!label) continue;
    const isAsRead = !image.labels.moved && label.kept?.format === cocoId;
    if (!isAsRead && isEmptyMask(label)) {
      input.lost('no-shape-left-out');
      continue;
    }
    const known = await input.recall(label.kept, cocoId);
    const old = isRecord(known) ? known : {};
    const id = numbers.take(label.id);
    if (label.id !== null && id !== label.id) input.lost('id-changed');
    const category = input.classes[label.class]?.id ?? label.class;
    const imageId = ids.get(image.path) ?? 0;
    // The same id in the other type may be that of another file's image.
    const isAnothers = old['image_id'] !== imageId && own.has(old['image_id'] as number | string);
    const fresh = {
      id: asRead(old['id'], id),
      image_id: isAnothers ? imageId : asRead(old['image_id'], imageId),
      category_id: asRead(old['category_id'], category),
    };
    yield isAsRead ? { ...old, ...fresh } : { ...old, ...fresh, ...placesOf(label, old, input) };
  }
}

/** A mask that fell between the centres of smaller pixels, alone: readers ask each object for its box. */
function isEmptyMask(label: Label): boolean {
  return label.shapes.some(({ kind }) => kind === 'mask') && !shapeOf(label, 'keypoints') && boundsIn(label) === null;
}

/** What says where an object is, made of its shapes anew. */
function placesOf(label: Label, old: Readonly<Record<string, unknown>>, { lost }: WriteInput): object {
  const polygon = shapeOf(label, 'polygon');
  const mask = shapeOf(label, 'mask')?.mask;
  const oriented = shapeOf(label, 'oriented');
  const keypoints = shapeOf(label, 'keypoints');
  if (shapeOf(label, 'polyline')) lost('polyline-left-out');
  if (label.flags.some((flag) => flag !== 'crowd' && flag !== 'ignore')) lost('flags-left-out');
  tellIdentity(label, { id: true }, lost);
  if (oriented && !polygon && !mask) lost('oriented-as-polygon');
  const rings = polygon ? outlinesOf(polygon.rings, lost) : oriented && !mask ? [oriented.corners] : [];
  const bounds = boundsIn(label);
  const outline = polygon?.rings ?? (oriented && ringsOf([oriented.corners]));
  const area = mask ? maskArea(mask) : outline ? areaOf(outline) : areaOfBox(bounds);
  const isCompressed = isRecord(old['segmentation']) && typeof old['segmentation']['counts'] === 'string';
  return {
    segmentation: mask
      ? {
          size: [mask.size.height, mask.size.width],
          counts: isCompressed ? compressRuns(mask.runs) : Array.from(mask.runs),
        }
      : rings.map((ring) => Array.from(ring)),
    area,
    ...(bounds && { bbox: [bounds.x0, bounds.y0, bounds.x1 - bounds.x0, bounds.y1 - bounds.y0] }),
    iscrowd: label.flags.includes('crowd') ? 1 : 0,
    ...(label.flags.includes('ignore') && { ignore: 1 }),
    ...(label.score !== null && { score: label.score }),
    ...(label.attributes && { attributes: Object.fromEntries(label.attributes) as Json }),
    ...(keypoints && { keypoints: Array.from(keypoints.points), num_keypoints: labelled(keypoints.points) }),
  };
}

/** COCO has no holes: each is joined to its outline. */
function outlinesOf(rings: Rings, lost: (loss: Loss) => void): Float64Array[] {
  if (!rings.holes.includes(1)) return eachRing(rings).map(({ points }) => points);
  lost('holes-joined');
  return bridged(rings);
}

/** The box as it is labelled, else the smallest around what is. */
function boundsIn(label: Label): { x0: number; y0: number; x1: number; y1: number } | null {
  const box = shapeOf(label, 'box');
  if (box) {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = box.at;
    return { x0, y0, x1, y1 };
  }
  const mask = shapeOf(label, 'mask')?.mask;
  const points = shapeOf(label, 'polygon')?.rings.points ?? shapeOf(label, 'oriented')?.corners;
  return points ? boundsOf(points) : mask ? maskBounds(mask) : null;
}

function areaOfBox(bounds: ReturnType<typeof boundsIn>): number {
  return bounds ? (bounds.x1 - bounds.x0) * (bounds.y1 - bounds.y0) : 0;
}

function labelled(points: Float64Array): number {
  let many = 0;
  for (let at = 2; at < points.length; at += 3) if (points[at] !== 0) many++;
  return many;
}
