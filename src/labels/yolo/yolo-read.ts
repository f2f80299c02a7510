import { classOf, type LabelClass, type LabelSet } from '../../core/dataset/label-set';
import type { LabelFile, ReadInput } from '../format';
import { SetReading } from '../set-reading';
import { splitOf, splitOfImage } from '../splits';
import { labelPath } from './label-path';
import { listFiles } from './list-files';
import { linesOf, quoted, textOf } from '../text/text';
import { labelOfRow, rowOf, type PoseShape, type YoloKind, type YoloRow } from './yolo-rows';
import { isYaml, namesIn, YoloNames } from './yolo-names';
import { saidSplits } from './yolo-splits';

/** Reads YOLO's rows: a text file for each image, beside it or in the `labels` that go with its `images`. */
export async function readYolo(kind: YoloKind, { files, images, progress }: ReadInput): Promise<LabelSet> {
  const reading = new SetReading(`yolo-${kind}`);
  const { book, store, troubles } = reading;
  const { lists, names: nameLists, pointed, doubtful } = await listFiles(files, images);
  for (const { by, split, path } of pointed.missing)
    troubles.add('missing-value', by.path, split, `Expected the list of images ${quoted(path)} among the files.`);
  for (const [file, image] of doubtful) {
    const taken = lists.has(file) ? 'a list of none' : 'an image without labels';
    const detail = `Expected a list of images, or labels of ${quoted(image)}, received an empty file: it is read as ${taken}.`;
    troubles.add('ambiguous-image', file.path, '', detail);
  }
  const isNames = (file: LabelFile) => isYaml(file.path) || nameLists.has(file);
  const rows = files.filter((file) => !isNames(file) && !lists.has(file));
  const names = new YoloNames(await namesIn(files.filter(isNames), troubles));
  const classes = names.declare(rows, images, reading);
  const { yaml } = names;
  let pose: PoseShape | null = yaml?.pose ?? null;
  const imageLists = [...lists].filter(({ path }) => /\.txt$/i.test(path));
  const said = await saidSplits(yaml?.splits ?? new Map<string, string[]>(), imageLists, pointed.lists, images);
  for (const [number, file] of rows.entries()) {
    progress?.(number / rows.length);
    const image = images.ofLabels(file.path, labelPath);
    if (image === null) {
      troubles.add('unknown-image', file.path, '', 'Expected an image of the same name among the files.');
      continue;
    }
    const split = said(image) ?? splitOfImage(image) ?? splitOf(file.path);
    store.open(image, { unit: 'fraction', stated: null, split, kept: null });
    const known = classes(file.path, image);
    for (const { number: line, line: text } of linesOf(textOf(await file.read()))) {
      const row = rowOf(text, kind, pose);
      if (typeof row === 'string') {
        troubles.add('bad-value', file.path, `line ${line}`, row);
        continue;
      }
      // What no `kpt_shape` says, the first row does.
      if (kind === 'pose') pose ??= poseOf(row);
      const { classId } = row;
      const isUnnamed = known.lacks(classId);
      if (isUnnamed) {
        const detail = `Expected the number of a named class, received ${classId}.`;
        troubles.add('unknown-class', file.path, `line ${line}`, detail);
      }
      const index = isUnnamed ? known.declareUnnamed(classOf(classId, String(classId))) : known.numbered(classId);
      store.add(image, labelOfRow(row, index));
    }
  }
  return reading.set(files, {
    classes: withSkeleton(book.settled(troubles), pose, yaml?.flip ?? null),
    kept: yaml ? { format: 'yolo', value: yaml.value } : darknetKept(files),
  });
}

/** Where Darknet's own files lay; null where there are none. */
function darknetKept(files: ReadInput['files']): LabelSet['kept'] {
  const pathOf = (pattern: RegExp) => files.find(({ path }) => pattern.test(path))?.path;
  const [data, names] = [pathOf(/\.data$/i), pathOf(/\.names$/i)];
  const some = data ?? names;
  if (some === undefined) return null;
  const folder = some.slice(0, some.lastIndexOf('/') + 1);
  return { format: 'darknet', value: { data: data ?? `${folder}obj.data`, names: names ?? `${folder}obj.names` } };
}

/** With the skeleton that YOLO states once, for all classes. */
function withSkeleton(
  classes: readonly LabelClass[],
  pose: PoseShape | null,
  flip: readonly number[] | null,
): readonly LabelClass[] {
  if (!pose) return classes;
  const { points, values } = pose;
  const names = Array.from({ length: points }, (_, index) => String(index));
  const known = flip?.length === points && flip.every((other) => other >= 0 && other < points) ? flip : null;
  return classes.map((one) => ({ ...one, skeleton: { names, edges: [], flip: known, values } }));
}

function poseOf({ shapes }: YoloRow): PoseShape | null {
  const keypoints = shapes.find((shape) => shape.kind === 'keypoints');
  return keypoints ? { points: keypoints.points.length / 3, values: 3 } : null;
}
