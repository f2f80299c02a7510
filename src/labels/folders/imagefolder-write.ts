import type { Json } from '../../core/dataset/json';
import { inPixels } from '../../core/dataset/label-units';
import type { Label } from '../../core/dataset/labels';
import { partsOf } from '../../core/dataset/paths';
import { csvLine } from '../text/csv';
import type { Loss } from '../../core/dataset/label-losses';
import type { WriteInput, WrittenFile, WrittenImage } from '../format';
import { imagefolderId } from './imagefolder-read';
import { eachImage, inSplits } from '../in-splits';
import { splitOf } from '../splits';
import { exactText } from '../text/exact-json';
import { isRecord } from '../text/json-values';
import { onlyBox } from '../shapes/label-box';
import { tellIdentity, tellSplit } from '../told';
import { writtenNames, type NamedInput } from '../written-names';

/**
 * Writes `metadata.jsonl` (`.csv` where that was read) into each folder of a split: `datasets` takes as a split what lies
 * below a folder of its name, and of metadata elsewhere it sees nothing. Images of no such folder share the one that holds
 * them all.
 */
export async function* writeImagefolder(input: WriteInput): AsyncGenerator<WrittenFile, void, undefined> {
  const kept = await input.recall(input.kept, imagefolderId);
  const isCsv = isRecord(kept) && kept['csv'] === true;
  // A cell of nothing is how a table says that there is no class.
  const held = isCsv ? (name: string) => name || '_' : (name: string) => name;
  const nameOf = writtenNames(input.classes, held, (loss) => input.lost(loss));
  for (const [folder, images] of byFolderOfSplit(input)) {
    const rows: Record<string, unknown>[] = [];
    for (const image of images) rows.push(await rowOf(image, folder, isCsv, { ...input, nameOf }));
    const path = `${folder === '' ? '' : `${folder}/`}metadata.${isCsv ? 'csv' : 'jsonl'}`;
    yield { path, pieces: isCsv ? csvOf(rows) : rows.map((row) => `${exactText(row)}\n`) };
  }
}

/** A folder has one file of metadata, also where the images of several splits lie in it. */
function byFolderOfSplit({ images: all, lost }: WriteInput): ReadonlyMap<string, readonly WrittenImage[]> {
  const folders = new Map<string, WrittenImage[]>();
  const add = (folder: string, image: WrittenImage) => {
    const members = folders.get(folder);
    if (members) members.push(image);
    else folders.set(folder, [image]);
  };
  let rootless = 0;
  for (const { split, images } of inSplits(all)) {
    const others: WrittenImage[] = [];
    for (const image of eachImage(images)) {
      const root = rootOf(partsOf(image.path).dir, split);
      if (root === null) others.push(image);
      else add(root, image);
    }
    const folder = commonFolder(others.map(({ path }) => partsOf(path).dir));
    for (const image of others) add(folder, image);
    rootless += others.length;
  }
  if (rootless < all.length) for (let at = 0; at < rootless; at++) lost('split-missing');
  return folders;
}

/** The innermost folder that is of the split by its name; null for none. */
function rootOf(dir: string, split: string | null): string | null {
  const parts = dir.split('/');
  const at = split === null ? -1 : parts.findLastIndex((part) => splitOf(part) === split);
  return at < 0 ? null : parts.slice(0, at + 1).join('/');
}

function isClass(label: Json | undefined): boolean {
  return typeof label === 'string' || typeof label === 'number';
}

function commonFolder(dirs: readonly string[]): string {
  const [first = '', ...others] = [...new Set(dirs)].map((dir) => dir.split('/'));
  let parts = [...first];
  for (const other of others) parts = parts.slice(0, parts.findIndex((part, at) => part !== other[at]) >>> 0);
  return parts.join('/');
}

function* csvOf(rows: readonly Record<string, unknown>[]): Generator<string, void, undefined> {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  yield csvLine(names);
  for (const row of rows) yield csvLine(names.map((name) => String(row[name] ?? '')));
}

async function rowOf(
  image: WrittenImage,
  folder: string,
  isCsv: boolean,
  input: NamedInput,
): Promise<Record<string, unknown>> {
  const { path, labels: all } = image;
  const known = await input.recall(all.kept, imagefolderId);
  const old: Record<string, Json> = isRecord(known) ? (known as Record<string, Json>) : {};
  tellSplit(all.split, splitOf(partsOf(path).dir), input.lost);
  const [first, ...more] = all.classes;
  const { label: _, ...others } = old;
  if (more.length > 0) input.lost('image-classes-left-out');
  const { labels } = inPixels(all, image);
  const boxes = labels.flatMap((label) => {
    const box = boxOf(label, input.lost);
    return box ? [{ box, category: className(label.class, input) }] : [];
  });
  if (isCsv) boxes.forEach(() => input.lost('box-left-out'));
  const oldObjects = isRecord(old['objects']) ? old['objects'] : {};
  const key = 'category' in oldObjects ? 'category' : 'categories';
  // The same boxes of the same classes: their numbers as they were written.
  const isAsRead = !all.moved && isSame(oldObjects, key, boxes);
  const lengths = (value: unknown) => Array.isArray(value) && value.length === boxes.length;
  // Lists beside the boxes stay as long as they are one for each; areas are those of boxes that have moved.
  const rest = Object.entries(oldObjects).filter(([name, value]) => isAsRead || (name !== 'area' && lengths(value)));
  const objects = isAsRead
    ? oldObjects
    : { ...Object.fromEntries(rest), bbox: boxes.map(({ box }) => box), [key]: boxes.map(({ category }) => category) };
  const hasObjects = !isCsv && (boxes.length > 0 || 'objects' in old || input.kept?.format !== imagefolderId);
  return {
    // A class that the image has no more is none of its old row's either; what is no class has no other place.
    ...(first === undefined && isClass(old['label']) ? others : old),
    file_name: folder === '' ? path : path.slice(folder.length + 1),
    ...(first !== undefined && { label: className(first, input) }),
    ...(hasObjects && { objects }),
  };
}

function isSame(
  old: Record<string, unknown>,
  key: string,
  boxes: readonly { readonly category: string | number }[],
): boolean {
  const [places, categories] = [old['bbox'], old[key]];
  if (!Array.isArray(places) || places.length !== boxes.length || boxes.length === 0) return false;
  return !Array.isArray(categories) || boxes.every(({ category }, at) => String(categories[at]) === String(category));
}

/** The number of a class that has no other name. */
function className(index: number, { classes, nameOf }: NamedInput): string | number {
  const { id = index } = classes[index] ?? {};
  const name = nameOf(index);
  return name === String(id) ? id : name;
}

function boxOf(label: Label, lost: (loss: Loss) => void): readonly number[] | null {
  const box = onlyBox(label, lost);
  if (label.score !== null) lost('score-left-out');
  if (label.flags.length > 0) lost('flags-left-out');
  if (label.attributes) lost('attributes-left-out');
  tellIdentity(label, {}, lost);
  return box && [box[0], box[1], box[2] - box[0], box[3] - box[1]];
}
