import { inPixels } from '../../core/dataset/label-units';
import type { LabelSet } from '../../core/dataset/label-set';
import type { Label } from '../../core/dataset/labels';
import type { Loss } from '../../core/dataset/label-losses';
import { partsOf } from '../../core/dataset/paths';
import { boundsOf } from '../../core/geometry/rings';
import type { LabelFile, LabelFormat } from '../format';
import { splitOf, splitOfImage } from '../splits';
import { oddSize } from './odd-trees';

/** A set that was written in a format, laid somewhere, and read again. */
export interface Again {
  readonly format: LabelFormat;
  readonly set: LabelSet;
  /** Files it was read from. */
  readonly files: readonly LabelFile[];
  /** Where each image of the first set is in the second. */
  readonly paths: ReadonlyMap<string, string>;
  readonly losses: ReadonlyMap<Loss, number>;
}

/** What may be missing, and the losses that tell it, once for each that is. */
const tellers = {
  files: ['file-name-taken'],
  labels: ['box-left-out', 'no-shape-left-out', 'mask-left-out', 'hidden-left-out', 'instances-merged'],
  splits: ['split-left-out', 'split-made-up', 'split-missing'],
  classes: ['image-classes-left-out'],
  groups: ['group-left-out'],
} satisfies Record<string, readonly Loss[]>;

/** What of labels, their groups, splits and classes is not on the image that it was on, and was not told, a sentence each. */
export function strayed(before: LabelSet, again: Again): string[] {
  const { set: after, paths, losses } = again;
  const told = new Told(losses);
  const owners = new Map<string, string>();
  for (const image of before.store.images()) for (const mark of marksOf(before, image)) owners.set(mark, image);
  for (const [image, place] of paths) {
    const [had, has] = [marksOf(before, image), marksOf(after, place)];
    for (const mark of has)
      if (!had.includes(mark)) told.wrong.push(`${place} has ${mark}, of ${owners.get(mark) ?? 'nobody'}.`);
    if (new Set(has).size < has.length) told.wrong.push(`${place} has a label twice.`);
    const was = before.store.get(image);
    const isSome = had.length > 0 ? has.length === 0 : !after.store.has(place) && was?.split !== null;
    // Of an image whose file no reader looks for nothing is there.
    if (isSome && told.take('files')) continue;
    for (const mark of had) if (!has.includes(mark)) told.missing('labels', `${place} lacks ${mark}.`);
    groupsStrayed(before, image, again, told);
    classesStrayed(before, image, again, told);
    splitsStrayed(before, image, again, told);
  }
  for (const { code, file, detail } of after.troubles)
    if (code !== 'unknown-image' || !losses.has('file-name-taken')) told.wrong.push(`${file}: ${code}, ${detail}`);
  return told.wrong;
}

/** A group is the labels that are of it, as far as they are there; its number may be another. */
function groupsStrayed(before: LabelSet, image: string, { set, paths }: Again, told: Told): void {
  const place = paths.get(image) ?? image;
  const there = new Set(marksOf(set, place));
  const [had, has] = [membersOf(before, image, there), membersOf(set, place, there)];
  for (const [mark, members] of had)
    if (has.get(mark) !== members)
      told.missing('groups', `${place} has ${mark} in the group of ${has.get(mark) ?? 'none'}, not of ${members}.`);
  for (const [mark, members] of has)
    if (!had.has(mark)) told.wrong.push(`${place} has ${mark} in a group of ${members}, and it had none.`);
}

/** By the marks of labels in a group, all of it in one text. */
function membersOf(set: LabelSet, image: string, among: ReadonlySet<string>): ReadonlyMap<string, string> {
  const labels = set.store.get(image);
  const marks = marksOf(set, image);
  const groups = new Map<number, string[]>();
  labels?.labels.forEach(({ group }, at) => {
    const mark = marks[at] ?? '';
    if (group !== null && among.has(mark)) groups.set(group, [...(groups.get(group) ?? []), mark]);
  });
  const members = [...groups.values()].map((some) => some.toSorted());
  return new Map(members.flatMap((some) => some.map((mark) => [mark, some.join(' and ')] as const)));
}

function classesStrayed(before: LabelSet, image: string, { format, set, paths, losses }: Again, told: Told): void {
  const place = paths.get(image) ?? image;
  const classesOf = (all: LabelSet, path: string) =>
    (all.store.get(path)?.classes ?? []).map((index) => all.classes[index]?.name ?? String(index));
  const [classes, now] = [classesOf(before, image), classesOf(set, place)];
  // Where folders are classes each image has one.
  const isMade = format.id === 'class-folders' && (classes.length === 0 || losses.has('image-classes-left-out'));
  for (const name of now)
    if (!classes.includes(name) && !isMade) told.wrong.push(`${place} has the class ${name}, which it had not.`);
  for (const name of classes) if (!now.includes(name)) told.missing('classes', `${place} lacks the class ${name}.`);
}

function splitsStrayed(before: LabelSet, image: string, { set, paths }: Again, told: Told): void {
  const place = paths.get(image) ?? image;
  const was = before.store.get(image);
  const is = set.store.get(place);
  if (!was || is?.split === was.split) return;
  const byPath = [splitOfImage(place), splitOf(place), splitOf(partsOf(place).dir)];
  // Of an image that no file names its path says the split; one without a split may be in that of its path.
  if (!is && (was.split === null || byPath.includes(was.split))) return;
  const isBare = was.labels.length + was.classes.length === 0 && was.kept === null;
  if (was.split === null && (isBare || byPath.includes(is?.split ?? null))) return;
  told.missing('splits', `${place} is of ${is?.split ?? 'no split'}, not of ${was.split ?? 'none'}.`);
}

/** Sentences of what is missing without a loss that tells it. */
class Told {
  readonly wrong: string[] = [];
  readonly #left = new Map<string, number>();

  constructor(losses: ReadonlyMap<Loss, number>) {
    for (const [kind, codes] of Object.entries(tellers))
      this.#left.set(
        kind,
        codes.reduce((sum, code) => sum + (losses.get(code) ?? 0), 0),
      );
  }

  /** Whether one more of this kind is told. */
  take(kind: keyof typeof tellers): boolean {
    const left = this.#left.get(kind) ?? 0;
    this.#left.set(kind, Math.max(0, left - 1));
    return left > 0;
  }

  missing(kind: keyof typeof tellers, sentence: string): void {
    if (!this.take(kind)) this.wrong.push(sentence);
  }
}

/** Of each label its class and its place, which no other image's has. */
function marksOf(set: LabelSet, image: string): string[] {
  const labels = set.store.get(image);
  if (!labels) return [];
  return inPixels(labels, oddSize).labels.map((label) => `${set.classes[label.class]?.name} at ${placeOf(label)}`);
}

function placeOf({ shapes: [shape] }: Label): string {
  switch (shape?.kind) {
    case 'box':
      return Array.from(shape.at.slice(0, 2), Math.round).join();
    case 'mask': {
      // The first pixel, down the columns: where several are one, that of one of them. Bounds would be of none.
      const { size, runs } = shape.mask;
      const [first = 0] = runs;
      return [Math.floor(first / size.height), first % size.height].join();
    }
    case 'polygon':
    case 'oriented': {
      const { x0, y0 } = boundsOf(shape.kind === 'polygon' ? shape.rings.points : shape.corners);
      return [x0, y0].map(Math.round).join();
    }
    default:
      return 'no place';
  }
}
