import type { Json } from '../../core/dataset/json';
import { classOf, type LabelSet } from '../../core/dataset/label-set';
import { labelOf } from '../../core/dataset/labels';
import { partsOf } from '../../core/dataset/paths';
import { camvid, isBackground } from './colour-tables';
import type { LabelFile, ReadInput } from '../format';
import { isMaskTable, maskTableOf } from './mask-table';
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
  for (const file of files.filter(({ path }) => isMaskTable(path))) await reading.table(file);
  const splits = await splitsIn(files);
  const masks = files.filter(({ path }) => /\.png$/i.test(path));
  for (const [number, file] of masks.entries()) {
    progress?.(number / masks.length);
    const image = images.ofMask(file.path);
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

class MasksReading extends SetReading {
  readonly #byColour = new Map<number, number>();
  #kind: Plane['kind'] | null = null;
  #palette: readonly Colour[] = [];
  /** Whether a table, or CamVid's colours, name classes. */
  #isNamed = false;

  constructor() {
    super(masksId);
  }

  async table(file: LabelFile): Promise<void> {
    for (const { id, name, colour } of (await maskTableOf(file)) ?? []) {
      const index = this.book.declare(classOf(id, name, { colour }));
      if (colour) this.#byColour.set(packed(colour), index);
      this.#isNamed = true;
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
    if (kind === 'colour') this.#nameColours(masks.keys());
    for (const [value, mask] of masks) {
      const index = kind === 'colour' ? this.#ofColour(value) : this.#ofNumber(value);
      if (index === null && value === 0) continue;
      const isUnnamed = index === null && this.#isNamed && (value !== ignored || kind === 'colour');
      if (isUnnamed) {
        const detail = `Expected a class for each value, received ${shown(value, kind)}.`;
        this.troubles.add('unknown-class', file.path, '', detail);
      }
      const one = index ?? this.#named(value, kind, isUnnamed);
      const { name = '' } = this.book.list[one] ?? {};
      if (isBackground(name)) continue;
      const flags = value === ignored && name === 'ignore' ? (['ignore'] as const) : [];
      this.store.add(image, labelOf(one, [{ kind: 'mask', mask }], { flags }));
    }
  }

  end(files: readonly LabelFile[]): LabelSet {
    const { book } = this;
    const background = book.list.find(({ name }) => isBackground(name));
    const kind = this.#kind ?? 'index';
    const value = background && (kind === 'colour' ? packed(background.colour ?? [0, 0, 0]) : background.id);
    const palette = kind === 'palette' ? this.#palette : [];
    const kept: MasksKept = { kind, background: value ?? 0, palette };
    // A table's colour goes before the palette's, as its name does.
    const classes = book.list.map((one) => ({ ...one, colour: one.colour ?? palette[one.id] ?? null }));
    return this.set(files, { classes, kept: { format: masksId, value: kept as unknown as Json } }); // Plain values.
  }

  #ofColour(value: number): number | null {
    return this.#byColour.get(value) ?? null;
  }

  #ofNumber(value: number): number | null {
    return this.book.idIndex(value);
  }

  /** Colours without a table that are all CamVid's have its names. */
  #nameColours(values: Iterable<number>): void {
    if (this.#byColour.size > 0) return;
    const known = new Set(camvid.map(({ colour }) => packed(colour)));
    if (![...values].every((value) => known.has(value))) return;
    this.#isNamed = true;
    camvid.forEach(({ name, colour }, id) =>
      this.#byColour.set(packed(colour), this.book.declare(classOf(id, name, { colour }))),
    );
  }

  #named(value: number, kind: Plane['kind'], isUnnamed: boolean): number {
    if (kind !== 'colour') {
      const one = classOf(value, value === ignored ? 'ignore' : String(value));
      return isUnnamed ? this.book.declareUnnamed(one) : this.book.declare(one);
    }
    const index = isUnnamed ? this.book.unnamedAs(shown(value, kind)) : this.book.named(shown(value, kind));
    this.#byColour.set(value, index);
    return index;
  }
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

/** The colour behind a class that was named by it; null for another's. */
export function colourNamed(name: string): ReturnType<typeof unpackedColour> | null {
  return /^#[0-9a-f]{6}$/.test(name) ? unpackedColour(parseInt(name.slice(1), 16)) : null;
}
