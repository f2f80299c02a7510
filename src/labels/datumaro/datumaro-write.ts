import { inPixels } from '../../core/dataset/label-units';
import { shapeOf, type Label, type ShapeKind } from '../../core/dataset/labels';
import { partsOf } from '../../core/dataset/paths';
import { eachRing } from '../../core/geometry/rings';
import { compressRuns } from '../coco/coco-rle';
import { datumaroId, type KeptItem } from './datumaro-read';
import { datumaroFlags } from './datumaro-shapes';
import type { Loss } from '../../core/dataset/label-losses';
import type { WriteInput, WrittenFile, WrittenImage, WrittenImages } from '../format';
import { eachImage, inSplits, jsonMembers, pathsOf } from '../in-splits';
import { isRecord } from '../text/json-values';
import { oneOutline } from '../shapes/one-outline';
import { tellRest } from '../told';
import { asItIs, writtenNames } from '../written-names';

/** Writes `annotations/train.json` and so on; images without a split are in `default.json`. */
export async function* writeDatumaro(input: WriteInput): AsyncGenerator<WrittenFile, void, undefined> {
  const known = await input.recall(input.kept, datumaroId);
  const top = { dm_format_version: '1.0', media_type: 2, infos: {}, ...(isRecord(known) ? known : {}) };
  const categories = await categoriesOf(input);
  for (const { split, images } of inSplits(input.images)) {
    const head = JSON.stringify({ ...top, categories });
    yield { path: `annotations/${split ?? 'default'}.json`, pieces: fileOf(head, images, input) };
  }
}

async function* fileOf(head: string, images: WrittenImages, input: WriteInput) {
  yield `${head.slice(0, -1)},"items":[`;
  // A later item of an id would take the place of the first.
  const taken = new Set<unknown>();
  const meant = new Set(pathsOf(images).map(pathId));
  yield* jsonMembers(eachImage(images), async (image) => {
    const item = await itemOf(image, input);
    const own = pathId(image.path);
    let id = taken.has(item['id']) ? own : item['id'];
    // Another item may be called as this one's path. With a number it is none that an image has by its path, before or behind.
    if (taken.has(id)) for (let count = 2; taken.has(id) || meant.has(String(id)); count++) id = `${own} (${count})`;
    taken.add(id);
    return JSON.stringify({ ...item, id });
  });
  yield '\n]}\n';
}

/** Ids are places in the list; its readers refuse one with a name twice. */
async function categoriesOf({ classes, recall, lost }: WriteInput): Promise<object> {
  const nameOf = writtenNames(classes, asItIs, (loss) => lost(loss));
  const labels: object[] = [];
  for (const [index, { parent, kept }] of classes.entries()) {
    const known = await recall(kept, datumaroId);
    labels.push({ attributes: [], ...(isRecord(known) ? known : {}), name: nameOf(index), parent: parent ?? '' });
  }
  const colormap = classes.flatMap(({ colour }, label_id) =>
    colour ? [{ label_id, r: colour[0], g: colour[1], b: colour[2] }] : [],
  );
  const items = classes.flatMap(({ skeleton }, label_id) =>
    skeleton
      ? [{ label_id, labels: skeleton.names, joints: skeleton.edges.map((edge) => edge.map((place) => place + 1)) }]
      : [],
  );
  return {
    label: { labels, attributes: [] },
    ...(colormap.length > 0 && { mask: { colormap } }),
    ...(items.length > 0 && { points: { items } }),
  };
}

async function itemOf(image: WrittenImage, input: WriteInput): Promise<Readonly<Record<string, unknown>>> {
  const { path, width, height, labels: all } = image;
  const known = await input.recall(all.kept, datumaroId);
  const old = known as unknown as KeptItem | null; // Only this format's own reader keeps under its id.
  const annotations: object[] = [];
  for (const label of inPixels(all, image).labels) {
    const annotation = await annotationOf(label, annotations.length + all.classes.length, all.moved, input);
    if (annotation) annotations.push(annotation);
  }
  for (const [at, label_id] of all.classes.entries()) {
    const [place, tag] = old?.tags[at] ?? [at, { id: at, type: 'label', attributes: {}, group: 0 }];
    annotations.splice(place, 0, { ...tag, label_id });
  }
  // Its readers look from the folder `images`.
  const place = path.startsWith('images/') ? path.slice('images/'.length) : `../${path}`;
  const media = old && 'media' in old.facts ? { media: { path: place } } : {};
  const facts = { id: pathId(path), attr: {}, ...old?.facts };
  return { ...facts, annotations, ...media, image: { path: place, size: [height, width] } };
}

function pathId(path: string): string {
  const { dir, stem } = partsOf(path);
  return dir === '' ? stem : `${dir}/${stem}`;
}

async function annotationOf(label: Label, number: number, isMoved: boolean, input: WriteInput): Promise<object | null> {
  const known = await input.recall(label.kept, datumaroId);
  const old = isRecord(known) ? known : null;
  const label_id = label.class;
  if (old && !isMoved) return { ...old, label_id };
  const place = placeOf(label, input.lost);
  if (!place) {
    input.lost('no-shape-left-out');
    return null;
  }
  const { kind, type, ...written } = place;
  if (old) return { ...withoutPlace(old), label_id, type, ...written };
  const room = {
    flags: datumaroFlags.map(([, flag]) => flag),
    score: true,
    attributes: 'all',
    id: true,
    group: label.group !== 0,
  } as const;
  tellRest(label, kind, room, input.lost);
  if (kind === 'keypoints' && shapeOf(label, 'box')) input.lost('box-left-out');
  if (typeof label.id === 'string') input.lost('id-changed');
  const flags = datumaroFlags.filter(([, flag]) => label.flags.includes(flag)).map(([name]) => [name, true] as const);
  const attributes = [...(label.attributes ?? []), ...flags];
  if (label.score !== null) attributes.push(['score', label.score]);
  return {
    id: typeof label.id === 'number' ? label.id : number,
    type,
    attributes: Object.fromEntries(attributes),
    group: label.group ?? 0,
    label_id,
    z_order: 0,
    ...written,
  };
}

/** Without what says where it is. */
function withoutPlace(old: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const gone = new Set(['points', 'visibility', 'bbox', 'rle', 'points_attributes']);
  return Object.fromEntries(Object.entries(old).filter(([key]) => !gone.has(key)));
}

interface Place {
  readonly kind: ShapeKind;
  readonly type: string;
  readonly [key: string]: unknown;
}

/** By its most exact shape. */
function placeOf(label: Label, lost: (loss: Loss) => void): Place | null {
  const mask = shapeOf(label, 'mask')?.mask;
  if (mask) {
    const rle = { counts: compressRuns(mask.runs), size: [mask.size.height, mask.size.width] };
    return { kind: 'mask', type: 'mask', rle };
  }
  const outline = oneOutline(label, lost);
  if (outline) {
    const kind = shapeOf(label, 'polygon') ? 'polygon' : 'oriented';
    return { kind, type: 'polygon', points: [...outline] };
  }
  const keypoints = shapeOf(label, 'keypoints')?.points;
  if (keypoints) {
    const points = [...keypoints].filter((_, at) => at % 3 < 2);
    const visibility = [...keypoints].filter((_, at) => at % 3 === 2);
    return { kind: 'keypoints', type: 'points', points, visibility };
  }
  const box = shapeOf(label, 'box')?.at;
  if (box) {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = box;
    return { kind: 'box', type: 'bbox', bbox: [x0, y0, x1 - x0, y1 - y0] };
  }
  const [line, ...more] = eachRing(
    shapeOf(label, 'polyline')?.lines ?? {
      points: new Float64Array(0),
      ends: new Uint32Array(0),
      holes: new Uint8Array(0),
    },
  );
  more.forEach(() => lost('polyline-left-out'));
  return line ? { kind: 'polyline', type: 'polyline', points: [...line.points] } : null;
}
