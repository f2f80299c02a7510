import type { Item } from '../core/dataset/item';
import type { CheckRules, LabelCheck } from '../core/dataset/label-checks';
import type { FrameFinding } from '../core/dataset/label-frame';
import type { LabelRules } from '../core/dataset/label-rules';
import type { PackedLabels } from '../core/dataset/packed-labels';
import type { SetMaskFill } from '../core/dataset/mask-fill';
import { masksAmong } from '../core/dataset/mask-paths';
import { AppError, ItemError, type ItemTrouble } from '../core/errors';
import type { Recipe } from '../core/recipe/recipe';
import type { FoundLabels, KeptOutput, LabelSource } from '../desk/label-api';
import type { Desk } from './desk';
import { frameOf } from './frame-of';
import { LabelsAhead } from './labels-ahead';

/** Outputs in one message. */
const together = 32;

/** Names that may hold labels: the desk looks into them. */
const mayHold = /\.(?:txt|jsonl?|csv|xml|ya?ml|names|data)$/i;
/** Names that are no images, as far as a name tells. */
const isOther = /\.(?:txt|json|jsonl|csv|xml|ya?ml|names|data|md|zip|tar|npy|npz)$/i;

/** Whether a file lies beside the images of a dataset, as far as its name tells: labels, tables, texts. */
export const isBeside = (path: string): boolean => isOther.test(path);

/** Folders of splits: those in them may be classes. */
const ofSplits = /(?:^|\/)(?:train|training|val|valid|validation|test|testing)\//i;

/** The labels of a job's dataset, kept at the desk. */
export class DeskLabels {
  /** Where the recipe leaves it to be found: which frame they were drawn in, and why. */
  readonly frame: FrameFinding | null;
  /** Whether each image's are found by its name without the extension. */
  readonly stemsApart: boolean;
  readonly #desk: Desk;
  readonly #files: ReadonlySet<string>;
  readonly #unread: ReadonlySet<string>;
  readonly #isFound: boolean;
  readonly #rules: LabelRules;
  readonly #checks: CheckRules;
  readonly #recipe: Recipe['labels'];
  readonly #maskFill: SetMaskFill | null;
  readonly #ahead: LabelsAhead;
  /** What the desk is to keep and was not sent yet. */
  #unsent: KeptOutput[] = [];
  /** Of what was sent. */
  #sent = Promise.resolve();

  /** Made by `openLabels`. */
  constructor(
    desk: Desk,
    found: FoundLabels,
    recipe: Recipe['labels'],
    { frame, maskFill }: Pick<DeskLabels, 'frame'> & { readonly maskFill: SetMaskFill | null },
  ) {
    this.#desk = desk;
    this.#ahead = new LabelsAhead((paths) => desk.labelsOf(paths));
    this.#files = new Set(found.files);
    this.#unread = new Set(found.unread);
    this.#isFound = found.kind === 'found';
    this.#recipe = recipe;
    this.stemsApart = this.#isFound && found.byStem.includes(recipe.write);
    this.frame = frame;
    this.#maskFill = maskFill;
    const { unnamed, keypoints: counts } = found;
    this.#checks = { unnamed: new Set(unnamed), keypoints: new Map(counts), onError: recipe.onError };
    const { clip, minVisibility, minAreaPx, keypoints } = recipe;
    this.#rules = { clip, minVisibility, minAreaPx, keypoints, flips: new Map(found.flips) };
  }

  troubleOf(path: string): ItemTrouble | null {
    if (this.#files.has(path)) return new ItemError('label-file', 'It holds labels.').trouble;
    if (!this.#unread.has(path)) return null;
    return new ItemError('unread-mask', 'It is a mask of another image, and labels are not read as masks.').trouble;
  }

  expect(path: string): void {
    if (this.#isFound && !this.#files.has(path)) this.#ahead.expect(path);
  }

  async of(path: string) {
    const image = this.#isFound ? await this.#ahead.of(path) : null;
    return (
      image && {
        image,
        rules: this.#rules,
        checks: this.#checks,
        ...(this.#maskFill && this.#fills(image) && { maskFill: this.#maskFill }),
        frame: this.frame?.frame ?? (this.#recipe.frame === 'stored' ? ('stored' as const) : ('upright' as const)),
      }
    );
  }

  async checked(source: string, wrong: readonly LabelCheck[]): Promise<void> {
    await this.#desk.checkedLabels(source, wrong, this.#recipe.onError === 'drop');
  }

  keep(output: KeptOutput): void {
    if (!this.#isFound) return;
    this.#unsent.push(output);
    if (this.#unsent.length >= together) this.#send();
  }

  #send(): void {
    const outputs = this.#unsent;
    this.#unsent = [];
    this.#sent = Promise.all([this.#sent, this.#desk.keepLabels(outputs)]).then(() => {});
    // `write` tells of it.
    this.#sent.catch(() => {});
  }

  async write(named: readonly (readonly [id: string, path: string])[]) {
    if (this.#unsent.length > 0) this.#send();
    await this.#sent;
    return this.#desk.writeLabels(this.#isFound ? named : [], this.#recipe.write);
  }

  #fills({ masks }: PackedLabels): boolean {
    return masks > 0 || this.#maskFill?.isForAll === true;
  }
}

/** Whether these may be a labelled dataset: a look at their names. */
export function mayBeLabelled(paths: readonly string[]): boolean {
  const images = paths.filter((path) => !isOther.test(path));
  return (
    paths.some((path) => mayHold.test(path)) ||
    images.some((path) => ofSplits.test(path)) ||
    masksAmong(images).length > 0
  );
}

/** Labels as the desk has them now, and as a recipe wants them. */
export interface Opened {
  readonly found: FoundLabels;
  /** Null unless it is to be found. */
  readonly frame: FrameFinding | null;
  /** Path of an image that EXIF lays on its side; null where the frame is not to be found, or no image is. */
  readonly turned: string | null;
  readonly maskFill: SetMaskFill | null;
}

/**
 * Has the desk look for labels among items.
 * @throws AppError `bad-labels` where they were refused: in several formats, or in others than the recipe names.
 */
export async function openLabels(desk: Desk, items: readonly Item[], { labels }: Recipe): Promise<DeskLabels> {
  return labelsAsOpened(desk, await findLabels(desk, items, labels), labels);
}

/** The labels that the desk has. @throws AppError as `openLabels` does. */
export function labelsAsOpened(desk: Desk, opened: Opened, labels: Recipe['labels']): DeskLabels {
  const { found } = opened;
  if (found.refused !== null) throw new AppError('bad-labels', found.refused);
  return new DeskLabels(desk, found, labels, opened);
}

/** Labels as their files have them, whatever a recipe makes of their classes. */
export interface AsRead {
  readonly found: FoundLabels;
  readonly frame: FrameFinding | null;
  readonly turned: string | null;
}

/** Has the desk look for labels among items, keep them in the place of those it had, and make of them what a recipe wants. */
export async function findLabels(desk: Desk, items: readonly Item[], labels: Recipe['labels']): Promise<Opened> {
  return asWanted(desk, await readLabels(desk, items, labels), labels);
}

/** Has the desk read the labels among items: `read`, `vocOneBased` and `frame` of a recipe decide how. */
export async function readLabels(desk: Desk, items: readonly Item[], labels: Recipe['labels']): Promise<AsRead> {
  const sources: LabelSource[] = [];
  const images = items.map(({ path }) => path).filter((path) => !isOther.test(path));
  const masks = new Set(masksAmong(images));
  for (const { path, bytes, trouble, file, read } of items) {
    if (trouble || labels.read === 'none' || !(mayHold.test(path) || masks.has(path))) continue;
    try {
      // What a source has as a file is one of the browser's.
      sources.push({ path, bytes, content: (file as File | undefined) ?? (await read()) });
    } catch {
      // It fails as an item, with its own sentence.
    }
  }
  // Without label files nobody need know of the images, unless their folders may be classes.
  const mayBeClasses = labels.read !== 'auto' || images.some((path) => ofSplits.test(path));
  const named = sources.length === 0 && !mayBeClasses ? [] : images;
  const found = await desk.findLabels(sources, { images: named, read: labels.read, vocOneBased: labels.vocOneBased });
  const isAsked = labels.frame === 'auto' && found.kind === 'found';
  return { found, ...(isAsked ? await frameOf(desk, items) : { frame: null, turned: null }) };
}

/** Has the desk make the classes of what it read last those of a recipe: no file is read again. */
export async function asWanted(
  desk: Desk,
  { found, frame, turned }: AsRead,
  labels: Recipe['labels'],
): Promise<Opened> {
  if (found.kind !== 'found') return { found, frame, turned, maskFill: null };
  const changed = await desk.reclass(labels);
  const maskFill = labels.maskFill === null ? null : await desk.maskFill(labels.maskFill);
  return { found: { ...found, ...changed }, frame, turned, maskFill };
}
