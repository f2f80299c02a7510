import type { Json } from '../../core/dataset/json';
import { LabelStore } from '../../core/dataset/label-store';
import { classOf, type LabelSet } from '../../core/dataset/label-set';
import { labelOf } from '../../core/dataset/labels';
import { ClassBook } from '../class-book';
import { FileClasses } from '../file-classes';
import { numberOfId, ofEither } from './coco-ids';
import type { LabelFile, ReadInput } from '../format';
import { nearestNumber } from '../text/exact-json';
import { JsonTrouble, jsonParts } from '../text/json-elements';
import { isRecord, shownJson, whole } from '../text/json-values';
import { masksOf } from '../shapes/plane-masks';
import { planeOf, PlaneTrouble, type Colour, type Plane } from '../shapes/png-plane';
import { splitOf } from '../splits';
import { Troubles } from '../troubles';

export const panopticId = 'coco-panoptic';

/** Reads COCO's panoptic sets: PNGs whose colours number segments, and JSON that says what each segment is. */
export async function readPanoptic(input: ReadInput): Promise<LabelSet> {
  const reading = new PanopticReading(input);
  for (const file of input.files.filter(({ path }) => /\.json$/i.test(path))) {
    try {
      await reading.json(file);
    } catch (error) {
      if (!(error instanceof JsonTrouble)) throw error;
      reading.troubles.add('bad-syntax', file.path, `byte ${error.at}`, error.message);
    }
  }
  return reading.set();
}

class PanopticReading {
  readonly troubles = new Troubles();
  readonly #book = new ClassBook();
  readonly #store = new LabelStore(panopticId);
  readonly #input: ReadInput;
  readonly #rest = new Map<string, Json>();
  /** PNGs by their names. */
  readonly #pngs = new Map<string, LabelFile[]>();

  constructor(input: ReadInput) {
    this.#input = input;
    for (const file of input.files.filter(({ path }) => /\.png$/i.test(path))) {
      const name = nameOf(file.path);
      this.#pngs.set(name, [...(this.#pngs.get(name) ?? []), file]);
    }
  }

  /** Twice: what annotations speak of may stand behind them. */
  async json(file: LabelFile): Promise<void> {
    const images = new Map<unknown, string | null>();
    const classes = new FileClasses(this.#book, file.path, this.troubles);
    const [ofFirst, ofSecond] = [new Set(['images', 'categories']), new Set(['annotations'])];
    const first = jsonParts(file, { lists: ofFirst, exact: ofFirst, skip: ofSecond });
    for await (const { key, index, value } of first) {
      if (key === 'images' && index !== null) this.#image(file, value, index, images);
      else if (key === 'categories' && index !== null) this.#category(file, value, index, classes);
      else if (index === null && key !== 'annotations' && !this.#rest.has(key)) this.#rest.set(key, value as Json); // Just parsed.
    }
    const skip = new Set([...this.#rest.keys(), ...ofFirst]);
    const { progress } = this.#input;
    const second = jsonParts(file, { lists: ofSecond, exact: ofSecond, skip, ...(progress && { progress }) });
    for await (const { key, index, value } of second)
      if (key === 'annotations' && index !== null) await this.#annotation(file, value, index, { images, classes });
  }

  set(): LabelSet {
    const kept = Object.fromEntries([...this.#rest].filter(([key]) => key !== 'info' && key !== 'licenses'));
    return {
      format: panopticId,
      classes: this.#book.settled(this.troubles),
      store: this.#store,
      files: this.#input.files.map(({ path }) => path),
      info: this.#rest.get('info') ?? null,
      licences: this.#rest.get('licenses') ?? null,
      kept: { format: panopticId, value: kept },
      troubles: this.troubles.all(),
    };
  }

  #image({ path: near }: LabelFile, value: unknown, index: number, images: Map<unknown, string | null>): void {
    const { id, file_name: name, width, height } = isRecord(value) ? value : {};
    if (id === undefined || typeof name !== 'string')
      return this.troubles.add(
        'missing-value',
        near,
        `images[${index}]`,
        `Expected an id and a file_name, received ${shownJson(value)}.`,
      );
    const path = this.#input.images.namedFromRoot(name, near);
    images.set(id, path);
    if (path === null)
      return this.troubles.add(
        'unknown-image',
        near,
        `images[${index}]`,
        `Expected an image ${shownJson(name)} among the files.`,
      );
    const stated = whole(width) && whole(height) ? { width, height } : null;
    this.#store.open(path, {
      unit: 'px',
      stated,
      split: splitOf(near),
      kept: { format: panopticId, value: value as Json },
    });
  }

  #category({ path }: LabelFile, value: unknown, index: number, classes: FileClasses): void {
    const { id, color, ...texts } = isRecord(value) ? value : {};
    const [name, supercategory] = [texts['name'], texts['supercategory']].map(nearestNumber);
    const number = numberOfId(id);
    if (number === null || typeof name !== 'string')
      return this.troubles.add(
        'missing-value',
        path,
        `categories[${index}]`,
        `Expected a whole id and a name, received ${shownJson(value)}.`,
      );
    const parent = typeof supercategory === 'string' ? supercategory : null;
    const kept = { format: panopticId, value: value as Json };
    classes.declare(classOf(number, name, { parent, colour: colourIn(color), kept }), `categories[${index}]`);
  }

  async #annotation(
    { path }: LabelFile,
    value: unknown,
    index: number,
    { images, classes }: { readonly images: ReadonlyMap<unknown, string | null>; readonly classes: FileClasses },
  ): Promise<void> {
    const at = `annotations[${index}]`;
    const { image_id: id, file_name: name, segments_info: segments } = isRecord(value) ? value : {};
    const image = ofEither(images, id);
    if (image === undefined)
      return this.troubles.add(
        'unknown-image',
        path,
        `${at}.image_id`,
        `Expected the id of an image, received ${shownJson(id)}.`,
      );
    // Told once, at the image.
    if (image === null) return;
    if (typeof name !== 'string' || !Array.isArray(segments))
      return this.troubles.add(
        'missing-value',
        path,
        at,
        `Expected a file_name and segments_info, received ${shownJson(value)}.`,
      );
    const plane = await this.#plane(path, name, at);
    if (!plane) return;
    // Red is the lowest byte of a segment's number.
    const numbers = plane.values.map((colour) => (colour >> 16) | (colour & 0xff00) | ((colour & 255) << 16));
    const masks = masksOf(numbers, plane.size);
    masks.delete(0);
    for (const [place, segment] of (segments as unknown[]).entries()) {
      const where = `${at}.segments_info[${place}]`;
      const { id, category_id: category, iscrowd } = isRecord(segment) ? segment : {};
      const [number, classId] = [numberOfId(id), numberOfId(category)];
      if (!whole(number) || classId === null) {
        this.troubles.add(
          'bad-value',
          path,
          where,
          `Expected whole numbers as id and category_id, received ${shownJson(segment)}.`,
        );
        continue;
      }
      const mask = masks.get(number);
      masks.delete(number);
      if (!mask) {
        this.troubles.add(
          'missing-value',
          path,
          where,
          `Expected pixels of the segment ${number} in ${name}, found none.`,
        );
        continue;
      }
      if (classes.idIndex(classId) === null)
        this.troubles.add(
          'unknown-class',
          path,
          `${where}.category_id`,
          `Expected the id of a category, received ${classId}.`,
        );
      const flags = iscrowd === 1 ? (['crowd'] as const) : [];
      const kept = { format: panopticId, value: segment as Json };
      this.#store.add(image, labelOf(classes.numbered(classId), [{ kind: 'mask', mask }], { id: number, flags, kept }));
    }
    for (const number of masks.keys())
      this.troubles.add(
        'unknown-class',
        path,
        at,
        `Expected a segment for each number in ${name}, found ${number} without one.`,
      );
  }

  async #plane(path: string, name: string, at: string): Promise<Plane | null> {
    const all = this.#pngs.get(nameOf(name)) ?? [];
    const folder = path.replace(/\.json$/i, '/');
    const file = all.find((one) => one.path.startsWith(folder)) ?? all[0];
    if (!file) {
      this.troubles.add('missing-value', path, `${at}.file_name`, `Expected a file ${shownJson(name)}, found none.`);
      return null;
    }
    try {
      return planeOf(await file.read());
    } catch (error) {
      if (!(error instanceof PlaneTrouble)) throw error;
      this.troubles.add('bad-syntax', file.path, '', error.message);
      return null;
    }
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function colourIn(value: unknown): Colour | null {
  const [red, green, blue] = Array.isArray(value) ? (value as unknown[]) : [];
  const isByte = (one: unknown): one is number =>
    Number.isInteger(one) && (one as number) >= 0 && (one as number) < 256;
  return isByte(red) && isByte(green) && isByte(blue) ? [red, green, blue] : null;
}
