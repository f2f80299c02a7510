import type { Json } from '../../core/dataset/json';
import { classOf, type LabelSet } from '../../core/dataset/label-set';
import { labelOf } from '../../core/dataset/labels';
import { partsOf } from '../../core/dataset/paths';
import { camvid, isBackground } from './colour-tables';
import type { LabelFile, ReadInput } from '../format';
import { maskPath } from './mask-path';
import { isMaskTable, maskTableOf, type TableClass } from './mask-table';
import { FileClasses } from '../file-classes';
import type { ImageIndex } from '../image-index';
import { ownerOf } from '../owner';
import { masksOf } from '../shapes/plane-masks';
import { packed, planeOf, PlaneTrouble, unpackedColour, type Colour, type Plane } from '../shapes/png-plane';
import { SetReading } from '../set-reading';
import { splitOf } from '../splits';
import { linesOf, textOf } from '../text/text';

export const masksId = 'masks';

/** What goes with the set, for the way back. */
export interface MasksKept {
  readonly kind: Plane['kind'];
  /** The value of pixels without a label. */
  readonly background: number;
  /** Of the first mask that has one; else empty. */
  readonly palette: readonly Colour[];
}

/** The number that mask sets use for "not to be counted" where no table gives it another meaning. */
const ignored = 255;

/** Reads semantic masks: a PNG for each image, whose pixels say the class of the image's. Each class becomes one mask. */
export async function readMasks({ files, images, progress }: ReadInput): Promise<LabelSet> {
  const reading = new MasksReading();
  const masks = files.filter(({ path }) => /\.png$/i.test(path));
  await reading.tables(files, masks, images);
  const splits = await splitsIn(files);
  for (const [number, file] of masks.entries()) {
    progress?.(number / masks.length);
    const image = images.ofMask(file.path, maskPath);
    if (image === null) {
      const wanted = 'Expected an image of the same name among the files.';
      reading.troubles.add('unknown-image', file.path, '', wanted);
      continue;
    }
    const split = splitOf(partsOf(image).dir) ?? splitOf(partsOf(file.path).dir) ?? splits.get(partsOf(image).stem);
    await reading.mask(file, image, split ?? null);
  }
  return reading.end(files);
}

/** What values mean in the masks that a folder's tables speak of. */
class Values {
  readonly classes: FileClasses;
  readonly byColour = new Map<number, number>();
  /** Whether a table, or CamVid's colours, name classes. */
  isNamed = false;

  constructor({ book, troubles }: SetReading, file: string) {
    this.classes = new FileClasses(book, file, troubles);
  }

  /** Rows of one table; those of another in the same folder add to them. */
  add(rows: readonly TableClass[]): void {
    for (const { id, name, colour } of rows) {
      const index = this.classes.declare(classOf(id, name, { colour }));
      if (colour) this.byColour.set(packed(colour), index);
      this.isNamed = true;
    }
  }
}

class MasksReading extends SetReading {
  /** Folders with tables, by one of these. */
  readonly #tables: { readonly path: string; readonly values: Values }[] = [];
  readonly #bare = new Values(this, '');
  #kind: Plane['kind'] | null = null;
  #palette: readonly Colour[] = [];

  constructor() {
    super(masksId);
  }

  /** Reads the tables of all folders that speak of any mask; each folder's numbers are its own. */
  async tables(files: readonly LabelFile[], masks: readonly LabelFile[], images: ImageIndex): Promise<void> {
    const folders = new Map<string, { readonly path: string; readonly tables: (readonly TableClass[])[] }>();
    for (const file of files.filter(({ path }) => isMaskTable(path))) {
      const rows = await maskTableOf(file);
      const { dir } = partsOf(file.path);
      const folder = folders.get(dir) ?? { path: file.path, tables: [] };
      if (rows) folders.set(dir, folder).get(dir)?.tables.push(rows);
    }
    const all = [...folders.values()];
    const owners = new Set(masks.map(({ path }) => ownerOf(all, dirsOf(path, images.ofMask(path, maskPath)))));
    for (const folder of all.filter((one) => owners.has(one))) {
      const values = new Values(this, folder.path);
      for (const rows of folder.tables) values.add(rows);
      this.#tables.push({ path: folder.path, values });
    }
  }

  async mask(file: LabelFile, image: string, split: string | null): Promise<void> {
    let plane: Plane;
    try {
      plane = planeOf(await file.read());
    } catch (error) {
      if (!(error instanceof PlaneTrouble)) throw error;
      return this.troubles.add('bad-syntax', file.path, '', error.message);
    }
    const { size, values, kind } = plane;
    this.#kind ??= kind;
    if (this.#palette.length === 0) this.#palette = plane.palette;
    this.store.open(image, { unit: 'px', stated: size, split, kept: null });
    const masks = masksOf(values, size);
    const known = ownerOf(this.#tables, dirsOf(file.path, image))?.values ?? this.#bare;
    if (kind === 'colour') nameColours(known, masks.keys());
    for (const [value, mask] of masks) {
      const index = kind === 'colour' ? (known.byColour.get(value) ?? null) : known.classes.idIndex(value);
      if (index === null && value === 0) continue;
      const isUnnamed = index === null && known.isNamed && (value !== ignored || kind === 'colour');
      if (isUnnamed) {
        const detail = `Expected a class for each value, received ${shown(value, kind)}.`;
        this.troubles.add('unknown-class', file.path, '', detail);
      }
      const one = index ?? this.#named(value, kind, { known, isUnnamed });
      const name = this.book.nameOf(one);
      if (isBackground(name)) continue;
      const flags = value === ignored && name === 'ignore' ? (['ignore'] as const) : [];
      this.store.add(image, labelOf(one, [{ kind: 'mask', mask }], { flags }));
    }
  }

  end(files: readonly LabelFile[]): LabelSet {
    const settled = this.book.settled(this.troubles);
    const background = settled.find(({ name }) => isBackground(name));
    const kind = this.#kind ?? 'index';
    const value = background && (kind === 'colour' ? packed(background.colour ?? [0, 0, 0]) : background.id);
    const palette = kind === 'palette' ? this.#palette : [];
    const kept: MasksKept = { kind, background: value ?? 0, palette };
    // A table's colour goes before the palette's, as its name does.
    const classes = settled.map((one) => ({ ...one, colour: one.colour ?? palette[one.id] ?? null }));
    return this.set(files, { classes, kept: { format: masksId, value: kept as unknown as Json } }); // Plain values.
  }

  #named(
    value: number,
    kind: Plane['kind'],
    { known, isUnnamed }: { readonly known: Values; readonly isUnnamed: boolean },
  ): number {
    if (kind !== 'colour') {
      const one = classOf(value, value === ignored ? 'ignore' : String(value));
      return isUnnamed ? known.classes.declareUnnamed(one) : known.classes.declare(one);
    }
    // The colour stays when the class is renamed.
    const colour = { colour: unpackedColour(value) };
    const name = shown(value, kind);
    const index = isUnnamed ? this.book.unnamedAs(name, colour) : this.book.named(name, colour);
    known.byColour.set(value, index);
    return index;
  }
}

/** Colours without a table that are all CamVid's have its names. */
function nameColours(known: Values, values: Iterable<number>): void {
  if (known.byColour.size > 0) return;
  const there = new Set(camvid.map(({ colour }) => packed(colour)));
  if ([...values].every((value) => there.has(value))) known.add(camvid.map((one, id) => ({ id, ...one })));
}

function dirsOf(mask: string, image: string | null): string[] {
  return [mask, ...(image === null ? [] : [image])].map((path) => partsOf(path).dir);
}

function shown(value: number, kind: Plane['kind']): string {
  return kind === 'colour' ? `#${value.toString(16).padStart(6, '0')}` : String(value);
}

/** By the stem of each image that a list names: CamVid's `train.txt` has an image's and its mask's path in each line. */
async function splitsIn(files: readonly LabelFile[]): Promise<ReadonlyMap<string, string>> {
  const splits = new Map<string, string>();
  for (const file of files.filter(({ path }) => /(?:^|\/)(?:train|val|test)\.txt$/i.test(path)))
    for (const { line } of linesOf(textOf(await file.read()))) {
      const { stem } = partsOf(line.split(/\s+/)[0] ?? '');
      if (!splits.has(stem)) splits.set(stem, partsOf(file.path).stem.toLowerCase());
    }
  return splits;
}
