import type { Json } from '../../core/dataset/json';
import type { Loss } from '../../core/dataset/label-losses';
import { inFractions } from '../../core/dataset/label-units';
import { partsOf } from '../../core/dataset/paths';
import { darknetFiles, type DarknetKept } from './darknet-write';
import { dataYamlText } from './data-yaml';
import type { WriteInput, WrittenFile } from '../format';
import { eachImage } from '../in-splits';
import { isRecord } from '../text/json-values';
import { NumberRows } from '../text/number-rows';
import { putRow, type PoseShape, type YoloKind } from './yolo-rows';

/** Keys that are written from what is known, not as they were read. */
const own = new Set(['path', 'train', 'val', 'test', 'names', 'nc', 'kpt_shape', 'flip_idx']);

/**
 * Writes a text file for each image, where Ultralytics looks for it, and `data.yaml`; boxes that were read beside Darknet's
 * files get these in its place.
 */
export async function* writeYolo(kind: YoloKind, input: WriteInput): AsyncGenerator<WrittenFile, void, undefined> {
  const skeleton = input.classes.find((one) => one.skeleton !== null)?.skeleton ?? null;
  const pose: PoseShape | null =
    kind === 'pose' && skeleton ? { points: skeleton.names.length, values: skeleton.values } : null;
  const folders = new Map<string, Set<string>>();
  const darknet = kind === 'detect' ? darknetOf(await input.recall(input.kept, 'darknet')) : null;
  const lists = new Map<string, string[]>();
  const rows = new NumberRows();
  const row = { kind, pose, lost: (loss: Loss) => input.lost(loss) };
  for (const image of eachImage(input.images)) {
    const split = image.labels.split ?? 'train';
    const known = folders.get(split) ?? new Set<string>();
    folders.set(split, known.add(partsOf(image.path).dir || '.'));
    if (darknet) listed(lists, split).push(image.path);
    if (image.labels.classes.length > 0) input.lost('image-classes-left-out');
    const { labels } = inFractions(image.labels, image);
    for (const label of labels) putRow(rows, label, input.classes[label.class]?.id ?? label.class, row);
    yield { path: labelPath(image.path), pieces: [rows.take()] };
  }
  if (darknet) return yield* darknetFiles(darknet, input.classes, lists);
  const kept = await input.recall(input.kept, 'yolo');
  const rest = isRecord(kept) ? Object.entries(kept as Record<string, Json>).filter(([key]) => !own.has(key)) : [];
  const splits = new Map(Array.from(folders, ([split, dirs]) => [split, widest([...dirs])]));
  // Trainers want both; without splits they validate on what they train on, and of a test alone there is nothing else.
  for (const [want, ...have] of [
    ['train', 'val', 'test'],
    ['val', 'train'],
  ] as const) {
    const there = have.map((split) => splits.get(split)).find((dirs) => dirs !== undefined);
    if (!splits.has(want) && there) splits.set(want, there);
  }
  const text = dataYamlText({
    names: new Map(input.classes.map(({ id, name }) => [id, name])),
    pose,
    flip: pose ? (skeleton?.flip ?? null) : null,
    splits,
    rest: Object.fromEntries(rest),
  });
  yield { path: 'data.yaml', pieces: [text] };
}

function listed(lists: Map<string, string[]>, split: string): string[] {
  const list = lists.get(split) ?? [];
  lists.set(split, list);
  return list;
}

function darknetOf(value: Json | null): DarknetKept | null {
  if (!isRecord(value)) return null;
  const { data, names } = value;
  return typeof data === 'string' && typeof names === 'string' ? { data, names } : null;
}

/** Folders that lie in none of the others: readers look into those below, too. */
function widest(dirs: readonly string[]): string[] {
  return dirs.filter((dir) => !dirs.some((other) => other !== dir && (other === '.' || dir.startsWith(`${other}/`))));
}

/** `images/train/a.jpg` → `labels/train/a.txt`: the last folder of that name, else beside the image. */
export function labelPath(image: string): string {
  const parts = image.split('/');
  const at = parts.lastIndexOf('images', parts.length - 2);
  if (at >= 0) parts[at] = 'labels';
  const { dir, stem } = partsOf(parts.join('/'));
  return `${dir === '' ? '' : `${dir}/`}${stem}.txt`;
}
