import { maskStem } from '../core/dataset/mask-paths';
import { partsOf, sameLetters } from '../core/dataset/paths';
import { splitOf } from './splits';

/** A name by which several images are meant alike. */
export interface Tie {
  /** The label file's path. */
  readonly near: string;
  /** As the label file has it. */
  readonly name: string;
  /** How many there are. */
  readonly many: number;
  /** The one that was taken. */
  readonly taken: string;
}

/** Finds images by what label files call them: however letters with marks and the extension's case are written. */
export class ImageIndex {
  readonly #paths: ReadonlySet<string>;
  readonly #byStem = new Map<string, string[]>();
  readonly #ties = new Map<string, Tie>();

  /** @param paths Of all items that may be images. */
  constructor(paths: Iterable<string>) {
    this.#paths = new Set(paths);
    for (const path of this.#paths) {
      const stem = stemOf(path);
      const same = this.#byStem.get(stem);
      if (same) same.push(path);
      else this.#byStem.set(stem, [path]);
    }
  }

  get size(): number {
    return this.#paths.size;
  }

  paths(): Iterable<string> {
    return this.#paths;
  }

  /** Names and label files that were asked for so far, and of which only a guess says whose they are. */
  ties(): Iterable<Tie> {
    return this.#ties.values();
  }

  /**
   * The image that a label file means by a name or path of its own (`train/a.jpg`, `C:\\data\\a.jpg`); null for none.
   * @param near The label file's path: of several images of one name the nearest to it is meant.
   */
  named(name: string, near: string): string | null {
    const plain = name.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
    const { dir } = partsOf(near);
    const beside = dir === '' ? plain : `${dir}/${plain}`;
    if (this.#paths.has(beside)) return beside;
    const same = this.#byStem.get(stemOf(plain)) ?? [];
    const file = fileOf(plain);
    const exact = same.filter((path) => fileOf(path) === file);
    const alike = exact.length > 0 ? exact : same.filter((path) => keyOf(fileOf(path)) === keyOf(file));
    const wish = keyOf(beside);
    return alike.find((path) => keyOf(path) === wish) ?? this.#nearest(alike, plain, near);
  }

  /** The image of the same stem as a label file: beside it, or in the `images` that its `labels` belongs to; null for none. */
  ofLabels(path: string): string | null {
    return this.#nearest(this.#byStem.get(stemOf(path)) ?? [], path, path);
  }

  /** The image that a mask belongs to: of its stem, or of it without what says that it is a mask; null for none. */
  ofMask(path: string): string | null {
    return this.ofLabels(path) ?? this.#nearest(this.#byStem.get(sameLetters(maskStem(path))) ?? [], path, path);
  }

  #nearest(paths: readonly string[], name: string, near: string): string | null {
    const [first = null, ...others] = nearest(paths, name, near);
    // Of two in one folder, as a.jpg and a.png, either may be meant.
    const rivals = first === null ? [] : others.filter((other) => partsOf(other).dir !== partsOf(first).dir);
    if (first !== null && rivals.length > 0)
      this.#ties.set(`${near}\n${name}`, { near, name, many: rivals.length + 1, taken: first });
    return first;
  }
}

/** Folders whose name says what they hold, not whose they are. */
const kinds =
  /^(?:images?|labels?|annotations?|jpegimages|masks?|segmentationclass|segmentationobject|obj_train_data|image_\d+|label_\d+)$/i;

/**
 * Of several images those that share most of their path's end with the name, then are of the split that `near` names, then
 * share most of their beginning with it.
 */
function nearest(paths: readonly string[], name: string, near: string): readonly string[] {
  if (paths.length < 2) return paths;
  const split = splitOf(near);
  let best: string[] = [];
  let most = -1;
  for (const path of paths) {
    const score =
      1000 * shared(folders(path).toReversed(), folders(name).toReversed()) +
      (split !== null && splitOf(partsOf(path).dir) === split ? 500 : 0) +
      shared(folders(path), folders(near));
    if (score > most) [best, most] = [[path], score];
    else if (score === most) best.push(path);
  }
  return best;
}

function folders(path: string): string[] {
  return sameLetters(path)
    .split('/')
    .slice(0, -1)
    .filter((part) => !kinds.test(part));
}

function shared(one: readonly string[], other: readonly string[]): number {
  let many = 0;
  while (many < one.length && many < other.length && one[many] === other[many]) many++;
  return many;
}

function fileOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function stemOf(path: string): string {
  return sameLetters(partsOf(path).stem);
}

/** Cameras write `.JPG` where programs write `.jpg`. */
function keyOf(path: string): string {
  return sameLetters(path).replace(/\.[^./]+$/, (extension) => extension.toLowerCase());
}
