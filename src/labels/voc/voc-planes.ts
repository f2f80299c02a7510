import type { Json } from '../../core/dataset/json';
import { classOf } from '../../core/dataset/label-set';
import { labelOf, type Label } from '../../core/dataset/labels';
import type { Mask } from '../../core/geometry/mask';
import type { ClassBook } from '../class-book';
import { vocIndex } from '../masks/colour-tables';
import type { LabelFile } from '../format';
import type { ImageIndex } from '../image-index';
import { masksOf } from '../shapes/plane-masks';
import { planeOf, PlaneTrouble, unpackedColour, type Plane } from '../shapes/png-plane';
import type { Troubles } from '../troubles';
import { vocClasses, vocObjects } from './voc-place';
import { VocTables } from './voc-table';

/** The border between objects, and what is not to be judged. */
export const vocVoid = 255;
export const voidName = 'void';

/** Objects of an image, from SegmentationClass and SegmentationObject: the object's number, its class, its pixels. */
export interface Segment {
  /** 0 where no SegmentationObject counts it. */
  readonly number: number;
  readonly name: string;
  readonly mask: Mask;
}

const planeName = /(?:^|\/)Segmentation(Class|Object)[^/]*\/.*\.png$/i;

/** Pascal VOC's segmentation: PNGs beside the boxes, by the path of their image. */
export class VocPlanes {
  readonly #classes = new Map<string, LabelFile>();
  readonly #objects = new Map<string, LabelFile>();
  readonly #troubles: Troubles;
  readonly #tables: VocTables;

  private constructor(tables: VocTables, files: readonly LabelFile[], images: ImageIndex, troubles: Troubles) {
    this.#tables = tables;
    this.#troubles = troubles;
    for (const file of files) {
      const [, kind] = planeName.exec(file.path) ?? [];
      if (kind === undefined) continue;
      const isClass = kind.toLowerCase() === 'class';
      const image = images.ofLabels(file.path, isClass ? vocClasses : vocObjects);
      if (image === null)
        troubles.add('unknown-image', file.path, '', 'Expected an image of the same name among the files.');
      else (isClass ? this.#classes : this.#objects).set(image, file);
    }
  }

  /** @param files Of a dataset, PNGs and tables of their classes among them. */
  static async of(files: readonly LabelFile[], images: ImageIndex, troubles: Troubles): Promise<VocPlanes> {
    const planes = files.map(({ path }) => path).filter((path) => planeName.test(path));
    return new VocPlanes(await VocTables.of(files, planes), files, images, troubles);
  }

  /** Images that have any, with the path of a PNG. */
  *images(): Generator<readonly [image: string, png: string], void, undefined> {
    for (const [image, { path }] of [...this.#objects, ...this.#classes]) yield [image, path];
  }

  /** Objects in the order of their numbers; a class without objects as one. */
  async segments(image: string): Promise<readonly Segment[]> {
    const file = this.#classes.get(image);
    const classes = await this.#plane(file);
    const objects = await this.#plane(this.#objects.get(image));
    if (!file || !classes) return [];
    const table = this.#tables.tableFor(file.path);
    // An object's colour is the one of its number, whatever the classes' table says.
    const kinds = this.#indexes(classes, (colour) => table.number(colour));
    const numbers =
      objects && objects.values.length === classes.values.length
        ? this.#indexes(objects, (colour) => vocIndex(unpackedColour(colour)))
        : null;
    const keys = kinds.map((kind, at) =>
      kind === 0 ? 0 : kind === vocVoid ? vocVoid * 65536 : ((numbers?.[at] ?? 0) % vocVoid) * 65536 + kind,
    );
    return Array.from(masksOf(keys, classes.size), ([key, mask]) => {
      const number = Math.floor(key / 65536);
      const name = number === vocVoid ? voidName : table.name(key % 65536);
      return { number: number === vocVoid ? 0 : number, name, mask, key };
    }).filter(({ key }) => key !== 0);
  }

  #indexes({ kind, values }: Plane, numberOf: (colour: number) => number): Uint32Array {
    if (kind !== 'colour') return values;
    const known = new Map<number, number>();
    return values.map((colour) => {
      const number = known.get(colour) ?? (colour === 0xe0e0c0 ? vocVoid : numberOf(colour));
      known.set(colour, number);
      return number;
    });
  }

  async #plane(file: LabelFile | undefined): Promise<Plane | null> {
    if (!file) return null;
    try {
      return planeOf(await file.read());
    } catch (error) {
      if (!(error instanceof PlaneTrouble)) throw error;
      this.#troubles.add('bad-syntax', file.path, '', error.message);
      return null;
    }
  }
}

/** What is kept of a label that no XML speaks of. */
export interface SegmentKept {
  readonly segment: number;
}

/**
 * Gives each object its pixels: the first object of an XML file is number 1. Where the classes differ, or no object has the number,
 * the pixels are a label of their own.
 */
export function withSegments(
  objects: readonly { readonly label: Label; readonly isPart: boolean }[],
  segments: readonly Segment[],
  book: ClassBook,
  format: string,
): Label[] {
  const labels = objects.map(({ label }) => label);
  const roots = objects.flatMap(({ isPart }, at) => (isPart ? [] : [at]));
  for (const { number, name, mask } of segments) {
    const at = roots[number - 1];
    const label = at === undefined ? undefined : labels[at];
    const shape = { kind: 'mask', mask } as const;
    if (
      label &&
      at !== undefined &&
      book.nameOf(label.class) === name &&
      !label.shapes.some(({ kind }) => kind === 'mask')
    ) {
      labels[at] = { ...label, shapes: [...label.shapes, shape] };
      continue;
    }
    const index = name === voidName && !book.hasName(name) ? book.add(classOf(vocVoid, name)) : book.named(name);
    const kept: SegmentKept = { segment: number };
    const flags = name === voidName ? (['ignore'] as const) : [];
    labels.push(labelOf(index, [shape], { flags, kept: { format, value: kept as unknown as Json } })); // Plain values.
  }
  return labels;
}
