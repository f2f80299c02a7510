import { inFractions } from '../../core/dataset/label-units';
import { shapeOf, type Label } from '../../core/dataset/labels';
import { maskBounds } from '../../core/geometry/mask';
import { csvLine } from '../text/csv';
import type { WriteInput, WrittenFile, WrittenImage } from '../format';
import { eachImage, inSplits } from '../in-splits';
import { isRecord } from '../text/json-values';
import { onlyBox, type Corners } from '../shapes/label-box';
import { openImagesIds, tableOfBoxes } from './open-images-ids';
import { splitWord } from './open-images-place';
import { openImagesAttributes, openImagesFlags, openImagesId } from './open-images-read';
import { splitOfImage } from '../splits';
import { tellRest, tellSplit } from '../told';
import { written } from '../text/written-number';
import { asItIs, writtenNames } from '../written-names';

const columns = [
  ...['ImageID', 'Source', 'LabelName', 'Confidence', 'XMin', 'XMax', 'YMin', 'YMax'],
  ...['IsOccluded', 'IsTruncated', 'IsGroupOf', 'IsDepiction', 'IsInside'],
];

/** Writes into `annotations` what Open Images has for each of its splits, and the names of the classes. */
export async function* writeOpenImages(input: WriteInput): AsyncGenerator<WrittenFile, void, undefined> {
  const imageIds = openImagesIds(input);
  const ids = await classIds(input);
  for (const { split, images } of inSplits(input.images)) {
    const start = split === null ? '' : `${splitWord(split)}-`;
    const boxes: Record<string, unknown>[] = [];
    const tags: string[] = [];
    for (const image of eachImage(images)) {
      const id = imageIds.get(image.path) ?? image.path;
      const rows = await rowsOf(image, id, ids, input);
      boxes.push(...rows);
      // Without a row it is in no split's file.
      if (rows.length + image.labels.classes.length === 0) tellSplit(split, splitOfImage(image.path), input.lost);
      for (const index of image.labels.classes)
        tags.push(csvLine([id, 'verification', ids[index] ?? String(index), '1']));
    }
    const names = [...new Set([...columns, ...boxes.flatMap((row) => Object.keys(row))])];
    const lines = [names, ...boxes.map((row) => names.map((name) => String(row[name] ?? '')))].map(csvLine);
    yield { path: tableOfBoxes(split), pieces: lines };
    const head = csvLine(['ImageID', 'Source', 'LabelName', 'Confidence']);
    if (tags.length > 0)
      yield { path: `annotations/${start}annotations-human-imagelabels.csv`, pieces: [head, ...tags] };
  }
  const names = input.classes.map(({ name }, index) => csvLine([ids[index] ?? name, name]));
  yield { path: 'annotations/class-descriptions-boxable.csv', pieces: names };
}

/** What each class is known by, no two alike: the id that it was read with, else its name; of two of one name the second is `cat_2`. */
async function classIds({ classes, recall }: WriteInput): Promise<readonly string[]> {
  const ids = await Promise.all(
    classes.map(async (one) => {
      const id = await recall(one.kept, openImagesId);
      return { ...one, name: typeof id === 'string' ? id : one.name };
    }),
  );
  // The names themselves stay, beside the ids.
  const idOf = writtenNames(ids, asItIs, () => undefined);
  return ids.map((_, index) => idOf(index));
}

async function rowsOf(image: WrittenImage, id: string, ids: readonly string[], input: WriteInput) {
  const { labels: all } = image;
  const rows: Record<string, unknown>[] = [];
  for (const label of inFractions(all, image).labels) {
    const known = await input.recall(label.kept, openImagesId);
    const old = isRecord(known) ? known : null;
    const own = { ImageID: id, LabelName: ids[label.class] ?? String(label.class) };
    if (old && !all.moved) {
      rows.push({ ...old, ...own });
      continue;
    }
    const box = boxOf(label, image, input);
    if (!box) continue;
    const [XMin, YMin, XMax, YMax] = box.map(written);
    const sides = { XMin, XMax, YMin, YMax };
    if (old) rows.push({ ...cornersGone(old), ...own, ...sides });
    else rows.push({ ...own, ...factsOf(label, input), ...sides });
  }
  return rows;
}

/** A mask's is the only one that fractions do not reach. */
function boxOf(label: Label, { width, height }: WrittenImage, { lost }: WriteInput): Corners | null {
  const box = onlyBox(label, lost);
  const mask = shapeOf(label, 'mask');
  if (!mask || ['box', 'polygon', 'oriented'].some((kind) => label.shapes.some((shape) => shape.kind === kind)))
    return box;
  const around = maskBounds(mask.mask);
  return around && [around.x0 / width, around.y0 / height, around.x1 / width, around.y1 / height];
}

/** Where somebody clicked on the object's four sides is not known of what a step has moved. */
function cornersGone(old: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(old).map(([key, value]) => [key, key.startsWith('XClick') ? '' : value]));
}

function factsOf(label: Label, { lost }: WriteInput): Record<string, unknown> {
  tellRest(
    label,
    'box',
    {
      shapes: ['oriented', 'polygon', 'mask', 'keypoints', 'polyline'],
      flags: openImagesFlags.map(([, flag]) => flag),
      score: true,
      attributes: openImagesAttributes,
    },
    lost,
  );
  const flags = openImagesFlags.map(([column, flag]) => [column, label.flags.includes(flag) ? 1 : 0]);
  const set = openImagesAttributes.map((name) => [name, label.attributes?.get(name) === true ? 1 : 0]);
  return {
    Source: 'xclick',
    Confidence: label.score === null ? 1 : written(label.score),
    ...Object.fromEntries([...flags, ...set]),
  };
}
