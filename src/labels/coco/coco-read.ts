import type { Json } from '../../core/dataset/json';
import { LabelStore } from '../../core/dataset/label-store';
import { classOf, type LabelSet, type Skeleton } from '../../core/dataset/label-set';
import { shapeOf, type Label } from '../../core/dataset/labels';
import { flipByNames } from '../../core/dataset/skeleton';
import { ClassBook } from '../class-book';
import { FileClasses } from '../file-classes';
import { annotationOf } from './coco-annotation';
import { numberOfId, ofEither } from './coco-ids';
import type { LabelFile, ReadInput } from '../format';
import { hasRounded, nearestNumber } from '../text/exact-json';
import { JsonTrouble, jsonPartsTogether, type JsonPart } from '../text/json-elements';
import { shownJson, whole } from '../text/json-values';
import { splitOf } from '../splits';
import { textOf } from '../text/text';
import { Troubles } from '../troubles';

/** The id under which what is kept for the way back goes. */
export const cocoId = 'coco';

const lists = new Set(['images', 'annotations', 'categories']);
/** Few, and kept by their values. */
const exact = new Set(['categories']);
/** What most of a file are numbers of. */
const packed = new Map([['annotations', new Set(['segmentation', 'bbox', 'keypoints'])]]);

/** Reads COCO's instances and keypoints: one file or several, as large as they come. */
export async function readCoco(input: ReadInput): Promise<LabelSet> {
  const book = new ClassBook();
  const store = new LabelStore(cocoId);
  const troubles = new Troubles();
  const rest = new Map<string, Json>();
  for (const [number, file] of await richestFirst(input.files)) {
    const reading = new CocoFile(file, number, { input, book, store, troubles, rest });
    try {
      await reading.read();
    } catch (error) {
      if (!(error instanceof JsonTrouble)) throw error;
      troubles.add('bad-syntax', file.path, `byte ${error.at}`, error.message);
    }
  }
  const kept = Object.fromEntries([...rest].filter(([key]) => key !== 'info' && key !== 'licenses'));
  return {
    format: cocoId,
    classes: book.settled(troubles),
    store,
    files: input.files.map(({ path }) => path),
    info: rest.get('info') ?? null,
    licences: rest.get('licenses') ?? null,
    kept: { format: cocoId, value: kept },
    troubles: troubles.all(),
  };
}

/**
 * With their numbers. Instances and keypoints of the same images say the same objects twice: the file with keypoints says
 * more of each, and is read before the other, whose objects are then known.
 */
async function richestFirst(files: readonly LabelFile[]): Promise<(readonly [number, LabelFile])[]> {
  const all = [...files.entries()];
  if (files.length < 2) return all;
  const withPoints = new Set<LabelFile>();
  for (const file of files) {
    const head = textOf(await file.read(0, Math.min(file.bytes, 65_536)));
    const tail = textOf(await file.read(Math.max(0, file.bytes - 65_536), file.bytes));
    if (/"keypoints"\s*:/.test(head + tail)) withPoints.add(file);
  }
  return [...all.filter(([, file]) => withPoints.has(file)), ...all.filter(([, file]) => !withPoints.has(file))];
}

interface Shared {
  readonly input: ReadInput;
  readonly book: ClassBook;
  readonly store: LabelStore;
  readonly troubles: Troubles;
  /** Members of the top, of the first file that has them. */
  readonly rest: Map<string, Json>;
}

/** Numbers of JSON that large are others than the file says, and two of its ids the same one. */
function isRounded(id: number | string): boolean {
  return typeof id === 'number' && Math.abs(id) > Number.MAX_SAFE_INTEGER;
}

class CocoFile {
  readonly #file: LabelFile;
  readonly #number: number;
  readonly #all: Shared;
  readonly #classes: FileClasses;
  /** By the file's own id: the item's path, null where there is none. */
  readonly #images = new Map<number | string, string | null>();
  readonly #split: string | null;
  /** Of images that an earlier file has, too: its objects there, looked up when this file's first comes. */
  readonly #before = new Map<string, ReadonlySet<string> | null>();

  constructor(file: LabelFile, number: number, all: Shared) {
    this.#file = file;
    this.#number = number;
    this.#all = all;
    this.#classes = new FileClasses(all.book, file.path, all.troubles);
    this.#split = splitOf(file.path);
  }

  async read(): Promise<void> {
    const known = new Set<string>();
    let isEarly = false;
    const { input, rest } = this.#all;
    const { progress } = input;
    const part = (done: number) => progress?.((this.#number + done) / input.files.length);
    for await (const parts of jsonPartsTogether(this.#file, { lists, packed, exact, progress: part }))
      for (const { key, index, from, to, value } of parts) {
        known.add(key);
        if (index === null) {
          if (!lists.has(key) && !rest.has(key))
            rest.set(key, value as Json); // Just parsed.
          else if (lists.has(key)) this.#trouble('bad-value', key, `Expected a list, received ${shownJson(value)}.`);
        } else if (key === 'images') this.#image({ value, index, from, to });
        else if (key === 'categories') this.#category(value, index);
        else if (known.has('images') && known.has('categories')) this.#annotation(value, index, from, to);
        else isEarly = true;
      }
    if (!isEarly) return;
    // Annotations came before what they speak of: once more, for them alone.
    const skip = new Set([...known].filter((key) => key !== 'annotations'));
    const once = { lists: new Set(['annotations']), packed, skip, progress: part };
    for await (const parts of jsonPartsTogether(this.#file, once))
      for (const { key, index, from, to, value } of parts)
        if (key === 'annotations' && index !== null) this.#annotation(value, index, from, to);
  }

  #image({ value, index, from, to }: Omit<JsonPart, 'key'>): void {
    const { input, store } = this.#all;
    const at = `images[${index}]`;
    const image = value as { id?: unknown; file_name?: unknown; width?: unknown; height?: unknown } | null;
    const { id, file_name: name } = image ?? {};
    if ((typeof id !== 'number' && typeof id !== 'string') || typeof name !== 'string')
      return this.#trouble('missing-value', at, `Expected an id and a file_name, received ${shownJson(value)}.`);
    if (isRounded(id)) {
      this.#images.set(id, null);
      return this.#trouble('bad-value', `${at}.id`, `Expected an id below 2^53 or as text, received ${shownJson(id)}.`);
    }
    const path = input.images.namedFromRoot(name, this.#file.path);
    if ((this.#images.get(id) ?? path) !== path)
      this.#trouble('bad-value', `${at}.id`, `Expected an id of its own, received ${shownJson(id)} once more.`);
    this.#images.set(id, path);
    if (path === null)
      return this.#trouble('unknown-image', at, `Expected an image ${shownJson(name)} among the files.`);
    if (store.has(path)) this.#before.set(path, null);
    const { width, height } = image ?? {};
    const stated = whole(width) && whole(height) ? { width: width as number, height: height as number } : null;
    const inFile = { format: cocoId, file: this.#number, from, to };
    const kept = hasRounded(value) ? inFile : { format: cocoId, value: value as Json };
    store.open(path, { unit: 'px', stated, split: this.#split, kept });
  }

  #category(value: unknown, index: number): void {
    const category = value as { id?: unknown; name?: unknown; supercategory?: unknown } | null;
    const id = category?.id;
    const [name, parent] = [category?.name, category?.supercategory].map(nearestNumber);
    const at = `categories[${index}]`;
    const number = numberOfId(id);
    if (number === null || typeof name !== 'string')
      return this.#trouble('missing-value', at, `Expected a whole id and a name, received ${shownJson(value)}.`);
    const one = classOf(number, name, {
      parent: typeof parent === 'string' ? parent : null,
      skeleton: skeletonOf(category),
      kept: { format: cocoId, value: value as Json },
    });
    this.#classes.declare(one, at);
  }

  #annotation(value: unknown, index: number, from: number, to: number): void {
    const { store } = this.#all;
    const at = `annotations[${index}]`;
    const { image_id: image, category_id: category } = (value ?? {}) as { image_id?: unknown; category_id?: unknown };
    const path = ofEither(this.#images, image);
    if (path === undefined)
      return this.#trouble(
        'unknown-image',
        `${at}.image_id`,
        `Expected the id of an image, received ${shownJson(image)}.`,
      );
    // Told once, at the image.
    if (path === null) return;
    const id = numberOfId(category);
    if (id === null)
      return this.#trouble(
        'bad-value',
        `${at}.category_id`,
        `Expected a whole number, received ${shownJson(category)}.`,
      );
    if (this.#classes.idIndex(id) === null)
      this.#trouble('unknown-class', `${at}.category_id`, `Expected the id of a category, received ${id}.`);
    const classIndex = this.#classes.numbered(id);
    const kept = { format: cocoId, file: this.#number, from, to };
    const { label, wrong } = annotationOf(value as object, classIndex, kept);
    for (const { key, sentence } of wrong) this.#trouble('bad-value', `${at}.${key}`, sentence);
    if (this.#isKnown(path, label)) return;
    store.add(path, label);
  }

  /** Whether an earlier file has this object: of the same class, with the same id or at the very same place. */
  #isKnown(path: string, label: Label): boolean {
    let known = this.#before.get(path);
    if (known === undefined) return false;
    if (known === null) {
      known = new Set(this.#all.store.get(path)?.labels.flatMap(marksOf));
      this.#before.set(path, known);
    }
    return marksOf(label).some((mark) => known.has(mark));
  }

  #trouble(code: Parameters<Troubles['add']>[0], where: string, sentence: string): void {
    this.#all.troubles.add(code, this.#file.path, where, sentence);
  }
}

function marksOf(label: Label): string[] {
  const box = shapeOf(label, 'box');
  const { class: index, id } = label;
  return [...(id === null ? [] : [`${index} id ${id}`]), ...(box ? [`${index} at ${box.at.join()}`] : [])];
}

/** Edges count keypoints from 1; some exporters count from 0, which a 0 gives away. */
function skeletonOf(category: unknown): Skeleton | null {
  const { keypoints, skeleton } = category as { keypoints?: unknown; skeleton?: unknown };
  if (!Array.isArray(keypoints) || keypoints.length === 0) return null;
  const names = keypoints.map(String);
  const pairs = (Array.isArray(skeleton) ? skeleton : []).filter(
    (pair): pair is [number, number] => Array.isArray(pair) && pair.length === 2 && pair.every(Number.isSafeInteger),
  );
  const first = pairs.some((pair) => pair.includes(0)) ? 0 : 1;
  return {
    names,
    edges: pairs.map(([one, other]) => [one - first, other - first]),
    flip: flipByNames(names),
    values: 3,
  };
}
