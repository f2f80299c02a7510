import { inPixels } from '../../core/dataset/label-units';
import { shapeOf, type Label, type ShapeKind } from '../../core/dataset/labels';
import { bitmapOf, type Mask } from '../../core/geometry/mask';
import type { Loss } from '../../core/dataset/label-losses';
import type { WriteInput, WrittenFile, WrittenImage } from '../format';
import { eachImage, jsonMembers } from '../in-splits';
import { isRecord } from '../text/json-values';
import { boxAround } from '../shapes/label-box';
import { brushRuns } from './label-studio-brush';
import { labelStudioId, type KeptTask } from './label-studio-read';
import { oneOutline, pairsOf } from '../shapes/one-outline';
import { rectangleOf } from '../shapes/rectangle';
import { splitOfImage } from '../splits';
import { tellHidden, tellRest, tellSplit } from '../told';
import { asItIs, writtenNames, type NamedInput } from '../written-names';

/** Writes `label-studio.json`, a list of tasks; images are named as its storage of local files names them. */
export async function* writeLabelStudio(input: WriteInput): AsyncGenerator<WrittenFile, void, undefined> {
  yield { path: 'label-studio.json', pieces: fileOf(input) };
}

async function* fileOf(given: WriteInput) {
  const input: NamedInput = { ...given, nameOf: writtenNames(given.classes, asItIs, (loss) => given.lost(loss)) };
  yield '[';
  yield* jsonMembers(eachImage(input.images), async (image) => JSON.stringify(await taskOf(image, input)));
  yield '\n]\n';
}

async function taskOf(image: WrittenImage, input: NamedInput): Promise<object> {
  const { path, width, height, labels: all } = image;
  const old = (await input.recall(all.kept, labelStudioId)) as unknown as KeptTask | null; // Only this format's reader keeps so.
  tellSplit(all.split, splitOfImage(path), input.lost);
  const sides = { original_width: width, original_height: height };
  const common = { to_name: 'image', image_rotation: 0, ...sides };
  const results: object[] = [];
  for (const label of inPixels(all, image).labels) {
    const result = await resultOf(label, `r${results.length}`, common, all.moved, input);
    if (result) results.push(result);
  }
  const names = all.classes.map(input.nameOf);
  if (names.length > 0) {
    const [choice = { id: 'c0', from_name: 'choice', type: 'choices', to_name: 'image' }] = old?.choices ?? [];
    results.push({ ...choice, value: { choices: names } });
  }
  // A class that is a result of its own follows its region, which may have another by now.
  const classes = new Map(all.labels.map(({ id, class: index }) => [id, input.nameOf(index)]));
  for (const answer of old?.answers ?? []) {
    const name = answer['type'] === 'labels' ? classes.get(String(answer['id'])) : undefined;
    results.push(name === undefined ? answer : { ...answer, value: { labels: [name] } });
  }
  const address = `/data/local-files/?d=${encodeURI(path)}`;
  return {
    ...old?.task,
    data: { ...(isRecord(old?.task['data']) ? old.task['data'] : {}), [old?.key ?? 'image']: address },
    annotations: [{ ...old?.annotation, result: results }],
  };
}

interface Common {
  readonly original_width: number;
  readonly original_height: number;
}

async function resultOf(
  label: Label,
  id: string,
  common: Common,
  isMoved: boolean,
  input: NamedInput,
): Promise<object | null> {
  const name = input.nameOf(label.class);
  const known = await input.recall(label.kept, labelStudioId);
  const old = isRecord(known) ? known : null;
  if (old && !isMoved) {
    const value = isRecord(old['value']) ? old['value'] : {};
    const key = String(old['type']);
    // All classes of a region stay while the first is what it was.
    const words = Array.isArray(value[key]) ? (value[key] as unknown[]).slice(1) : null;
    return words ? { ...old, value: { ...value, [key]: [name, ...words] } } : old;
  }
  const place = placeOf(label, common, input.lost);
  if (!place) {
    input.lost('no-shape-left-out');
    return null;
  }
  const { kind, type, value } = place;
  if (!old) {
    tellRest(label, kind, { id: true }, input.lost);
    if (typeof label.id === 'number') input.lost('id-changed');
  }
  return {
    id: typeof label.id === 'string' ? label.id : id,
    from_name: 'label',
    ...common,
    ...old,
    original_width: common.original_width,
    original_height: common.original_height,
    type,
    value: { ...value, [type]: [name] },
  };
}

interface Place {
  readonly kind: ShapeKind;
  readonly type: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** In percents of the sides, by its most exact shape. */
function placeOf(
  label: Label,
  { original_width: width, original_height: height }: Common,
  lost: (loss: Loss) => void,
): Place | null {
  const [across, down] = [(x: number) => (100 * x) / width, (y: number) => (100 * y) / height];
  const mask = shapeOf(label, 'mask')?.mask;
  if (mask) return { kind: 'mask', type: 'brushlabels', value: { format: 'rle', rle: brushRuns(pixelsOf(mask)) } };
  const oriented = shapeOf(label, 'polygon') ? null : shapeOf(label, 'oriented');
  const turned = oriented && rectangleOf(oriented.corners);
  if (turned) {
    const { x, y, width: w, height: h, degrees } = turned;
    const value = { x: across(x), y: down(y), width: across(w), height: down(h), rotation: degrees };
    return { kind: 'oriented', type: 'rectanglelabels', value };
  }
  const outline = oneOutline(label, lost);
  if (outline) {
    const points = pairsOf(outline).map(([x, y]) => [across(x), down(y)]);
    return { kind: oriented ? 'oriented' : 'polygon', type: 'polygonlabels', value: { points, closed: true } };
  }
  const point = shapeOf(label, 'keypoints')?.points;
  if (point?.length === 3 && point[2] !== 0 && !shapeOf(label, 'box')) {
    const [x = 0, y = 0] = point;
    tellHidden(point, lost);
    return { kind: 'keypoints', type: 'keypointlabels', value: { x: across(x), y: down(y), width: 0.5 } };
  }
  const box = boxAround(label);
  if (!box) return null;
  const [x0, y0, x1, y1] = box;
  const value = { x: across(x0), y: down(y0), width: across(x1 - x0), height: down(y1 - y0), rotation: 0 };
  return { kind: 'box', type: 'rectanglelabels', value };
}

/** Row by row of the whole image. */
function pixelsOf(mask: Mask): Uint8Array {
  const { width, height } = mask.size;
  const pixels = new Uint8Array(width * height);
  const part = bitmapOf(mask);
  if (!part) return pixels;
  const { x0, y0, x1, y1 } = part.at;
  for (let y = y0; y < y1; y++)
    pixels.set(part.pixels.subarray((y - y0) * (x1 - x0), (y - y0 + 1) * (x1 - x0)), y * width + x0);
  return pixels;
}
