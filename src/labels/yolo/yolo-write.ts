import type { Json } from '../../core/dataset/json';
import type { Skeleton } from '../../core/dataset/label-set';
import type { Loss } from '../../core/dataset/label-losses';
import { inPixels } from '../../core/dataset/label-units';
import { asLine, darknetFiles, type DarknetKept } from './darknet-write';
import { dataYamlText } from './data-yaml';
import type { WriteInput, WrittenFile } from '../format';
import { eachImage, SplitSorter } from '../in-splits';
import { labelPlaces } from '../label-places';
import { labelPath } from './label-path';
import { isRecord } from '../text/json-values';
import { NumberRows } from '../text/number-rows';
import { numberedNames } from '../written-names';
import { writtenSplits } from './written-splits';
import { namesByNumber, yoloNumbers } from './yolo-numbers';
import { putRow, type PoseShape, type YoloKind } from './yolo-rows';

/** Keys that are written from what is known, not as they were read. */
const own = new Set(['path', 'train', 'val', 'test', 'names', 'nc', 'kpt_shape', 'flip_idx']);

/**
 * Writes a text file for each image, where Ultralytics looks for it, and `data.yaml`; boxes that were read beside Darknet's
 * files get these in its place.
 */
export async function* writeYolo(kind: YoloKind, input: WriteInput): AsyncGenerator<WrittenFile, void, undefined> {
  const skeletons = input.classes.flatMap(({ skeleton }) => skeleton ?? []);
  const pose = kind === 'pose' ? poseFor(skeletons) : null;
  const darknet = kind === 'detect' ? darknetOf(await input.recall(input.kept, 'darknet')) : null;
  const sorter = new SplitSorter();
  const paths: string[] = [];
  const lost = (loss: Loss) => input.lost(loss);
  const numbers = yoloNumbers(input.classes, lost);
  const nameOf = darknet
    ? numberedNames(input.classes, asLine, lost)
    : (index: number) => input.classes[index]?.name ?? '';
  const names = namesByNumber(numbers, nameOf);
  const rows = new NumberRows();
  const fileOf = labelPlaces(input, labelPath);
  for (const image of eachImage(input.images)) {
    sorter.add(image);
    paths.push(image.path);
    if (image.labels.classes.length > 0) input.lost('image-classes-left-out');
    // The smallest rectangle around a polygon is one in pixels.
    const { labels, unit } = kind === 'obb' ? inPixels(image.labels, image) : image.labels;
    const by = unit === 'px' ? { x: 1 / image.width, y: 1 / image.height } : { x: 1, y: 1 };
    const options = { kind, pose, by, lost };
    for (const label of labels) putRow(rows, label, numbers[label.class] ?? label.class, options);
    yield { path: fileOf(image.path), pieces: [rows.take()] };
  }
  const sorted = sorter.sorted();
  for (const _ of (sorted.size > 1 ? sorted.get(null) : null) ?? []) input.lost('split-made-up');
  const splits = withPaths(sorted, paths);
  const taken = new Set(paths.map(labelPath));
  if (darknet) return yield* darknetFiles(darknet, names, splits, taken);
  const kept = await input.recall(input.kept, 'yolo');
  const rest = isRecord(kept) ? Object.entries(kept as Record<string, Json>).filter(([key]) => !own.has(key)) : [];
  const { said, lists } = writtenSplits(splits, (split) => sorted.has(split), taken);
  yield* lists;
  const text = dataYamlText({
    names,
    pose,
    flip: pose ? flipOf(skeletons) : null,
    splits: said,
    rest: Object.fromEntries(rest),
  });
  yield { path: 'data.yaml', pieces: [text] };
}

/** All classes have rows of one length: that of the most keypoints, behind which others have some that are not labelled. */
function poseFor(skeletons: readonly Skeleton[]): PoseShape | null {
  if (skeletons.length === 0) return null;
  const points = Math.max(...skeletons.map(({ names }) => names.length));
  return { points, values: skeletons.some(({ values }) => values === 3) ? 3 : 2 };
}

/** What all classes have alike: a mirror that is one's alone would swap the others' keypoints. */
function flipOf([first, ...others]: readonly Skeleton[]): readonly number[] | null {
  const flip = first?.flip ?? null;
  return others.every((other) => String(other.flip) === String(flip)) ? flip : null;
}

/** What has no split is trained on. */
function withPaths(
  sorted: ReadonlyMap<string | null, readonly number[]>,
  paths: readonly string[],
): Map<string, readonly string[]> {
  const places = new Map<string, readonly number[]>();
  for (const [split, members] of sorted) {
    const name = split ?? 'train';
    places.set(name, [...(places.get(name) ?? []), ...members]);
  }
  const pathsOf = (members: readonly number[]) =>
    members.toSorted((one, other) => one - other).map((place) => paths[place] ?? '');
  return new Map(Array.from(places, ([split, members]) => [split, pathsOf(members)]));
}

function darknetOf(value: Json | null): DarknetKept | null {
  if (!isRecord(value)) return null;
  const { data, names } = value;
  return typeof data === 'string' && typeof names === 'string' ? { data, names } : null;
}
