import type { Json } from '../../core/dataset/json';
import type { LabelClass } from '../../core/dataset/label-set';
import { partsOf } from '../../core/dataset/paths';
import { flipByNames } from '../../core/dataset/skeleton';
import type { Size } from '../../core/geometry/geometry';
import type { ClassBook } from '../class-book';
import { labelIn } from './datumaro-shapes';
import type { LabelFile, ReadInput } from '../format';
import type { ImageIndex } from '../image-index';
import { jsonOrTrouble } from '../text/json-file';
import { isRecord, shownJson, whole } from '../text/json-values';
import { SetReading } from '../set-reading';
import { splitOf, splitOfImage } from '../splits';

export const datumaroId = 'datumaro';

/** Reads Datumaro's JSON: a file for each split, `default.json` for none. Ids of classes are places in each file's own list. */
export async function readDatumaro({ files, images, progress }: ReadInput) {
  const reading = new SetReading(datumaroId);
  const { book, troubles } = reading;
  let kept: Json = null;
  for (const [number, file] of files.entries()) {
    progress?.(number / files.length);
    const json = await jsonOrTrouble(file, troubles);
    if (!json) continue;
    const { items, categories, ...rest } = isRecord(json.top) ? json.top : {};
    if (!Array.isArray(items)) {
      const detail = `Expected a list of items, received ${shownJson(items ?? json.top)}.`;
      troubles.add('missing-value', file.path, 'items', detail);
      continue;
    }
    kept ??= rest as Json;
    const classes = classesIn(categories, book);
    for (const [index, item] of (items as unknown[]).entries())
      readItem(item, { index, file, classes, images }, reading);
  }
  return reading.set(files, { kept: kept === null ? null : { format: datumaroId, value: kept } });
}

/** What is kept of an item: what it says beside its annotations, and those of the image as a whole, with their places. */
export interface KeptItem {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly tags: readonly (readonly [place: number, annotation: Readonly<Record<string, unknown>>])[];
}

interface Place {
  readonly index: number;
  readonly file: LabelFile;
  readonly classes: readonly number[];
  readonly images: ImageIndex;
}

function readItem(item: unknown, { index, file, classes, images }: Place, { store, troubles }: SetReading): void {
  const { annotations, ...facts } = isRecord(item) ? item : {};
  const at = `items[${index}]`;
  if (!Array.isArray(annotations)) {
    const detail = `Expected annotations, received ${shownJson(annotations ?? item)}.`;
    troubles.add('missing-value', file.path, `${at}.annotations`, detail);
    return;
  }
  const image = imageOf(facts, file, images);
  if (image === null) {
    const detail = `Expected an image ${shownJson(nameOf(facts) ?? facts['id'])} among the files.`;
    troubles.add('unknown-image', file.path, at, detail);
    return;
  }
  const all = (annotations as unknown[]).map((one) => (isRecord(one) ? one : {}));
  const classOfOne = ({ label_id: id }: (typeof all)[number]) => (typeof id === 'number' ? classes[id] : undefined);
  const tags = all.flatMap((one, place): KeptItem['tags'] =>
    one['type'] === 'label' && classOfOne(one) !== undefined ? [[place, one]] : [],
  );
  store.open(image, {
    unit: 'px',
    stated: sizeOf(facts),
    split: splitOf(partsOf(file.path).stem) ?? splitOfImage(image),
    kept: { format: datumaroId, value: { facts, tags } satisfies KeptItem as unknown as Json }, // All of it was JSON.
  });
  for (const [place, annotation] of all.entries()) {
    const where = `${at}.annotations[${place}]`;
    const classIndex = classOfOne(annotation);
    if (classIndex === undefined) {
      const detail = `Expected label_id to be below ${classes.length}, received ${shownJson(annotation['label_id'])}.`;
      troubles.add('unknown-class', file.path, where, detail);
      continue;
    }
    if (annotation['type'] === 'label') {
      store.addClass(image, classIndex);
      continue;
    }
    const label = labelIn(annotation, classIndex, datumaroId);
    if (typeof label === 'string') troubles.add('bad-value', file.path, where, label);
    else store.add(image, label);
  }
}

/** What a file's ids of classes stand for: indexes into the book. */
function classesIn(categories: unknown, book: ClassBook): readonly number[] {
  const part = (name: string, list: string): Record<string, unknown>[] => {
    const one = isRecord(categories) ? categories[name] : null;
    const members = isRecord(one) ? one[list] : null;
    return Array.isArray(members) ? (members as unknown[]).filter(isRecord) : [];
  };
  const colours = new Map(part('mask', 'colormap').map((one) => [one['label_id'], [one['r'], one['g'], one['b']]]));
  const points = new Map(part('points', 'items').map((one) => [one['label_id'], one]));
  return part('label', 'labels').map((one, id) => {
    const name = typeof one['name'] === 'string' ? one['name'] : String(id);
    const parent = typeof one['parent'] === 'string' && one['parent'] !== '' ? one['parent'] : null;
    const colour = colours.get(id);
    return book.named(name, {
      parent,
      colour: isColour(colour) ? colour : null,
      skeleton: skeletonIn(points.get(id)),
      kept: { format: datumaroId, value: one as Json },
    });
  });
}

function isColour(value: unknown): value is [number, number, number] {
  return Array.isArray(value) && value.every((one) => Number.isInteger(one) && one >= 0 && one <= 255);
}

/** Joints count from 1, as COCO's do. */
function skeletonIn(one: Readonly<Record<string, unknown>> | undefined): LabelClass['skeleton'] {
  const { labels, joints } = one ?? {};
  if (!Array.isArray(labels) || !labels.every((name) => typeof name === 'string') || labels.length === 0) return null;
  const edges = (Array.isArray(joints) ? (joints as unknown[]) : []).flatMap((joint): [number, number][] => {
    const [from, to] = Array.isArray(joint) ? (joint as unknown[]) : [];
    return isPlace(from, labels) && isPlace(to, labels) ? [[from - 1, to - 1]] : [];
  });
  return { names: labels as string[], edges, flip: flipByNames(labels as string[]), values: 3 };
}

function isPlace(value: unknown, names: readonly unknown[]): value is number {
  return whole(value) && value <= names.length;
}

/** `image` until version 1.0, `media` since; some have both. */
function mediaOf(facts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>[] {
  return [facts['image'], facts['media']].filter(isRecord);
}

function nameOf(facts: Readonly<Record<string, unknown>>): string | null {
  const [name = null] = mediaOf(facts).flatMap(({ path }) => (typeof path === 'string' && path !== '' ? [path] : []));
  return name;
}

/** By its path, else by the id, which is its path below the split without an extension. */
function imageOf(facts: Readonly<Record<string, unknown>>, file: LabelFile, images: ImageIndex): string | null {
  const name = nameOf(facts);
  const { id } = facts;
  const { dir, stem } = partsOf(file.path);
  const near = (path: string) => images.near(path, path);
  return (
    (name === null ? null : (placed(name, file.path, images) ?? images.named(name, file.path))) ??
    (typeof id === 'string' ? near(`${dir}/${stem}/${id}.json`) : null)
  );
}

/** By its path from `images`, which lies beside the folder of the annotations, or from that of the split in there, first. */
function placed(name: string, annotations: string, images: ImageIndex): string | null {
  const root = [...annotations.split('/').slice(0, -2), 'images'];
  const inSplit = name.startsWith('../') ? null : images.at(from([...root, partsOf(annotations).stem], name));
  return inSplit ?? images.at(from(root, name));
}

function from(folders: string[], path: string): string {
  const parts = [...folders];
  for (const part of path.split('/'))
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  return parts.join('/');
}

/** Height first. */
function sizeOf(facts: Readonly<Record<string, unknown>>): Size | null {
  const sizes = mediaOf(facts).flatMap(({ size }) => (Array.isArray(size) ? [size as unknown[]] : []));
  const [[height, width] = []] = sizes;
  return whole(width) && whole(height) ? { width, height } : null;
}
