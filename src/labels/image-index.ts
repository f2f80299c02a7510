import { maskStem } from '../core/dataset/mask-paths';
import { partsOf, sameLetters } from '../core/dataset/paths';
import { Namesakes } from './namesakes';

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
  /** By stem, by the name of the file, and by that with its extension in small letters: each made when it is asked for. */
  #byStem: ReadonlyMap<string, Named> | null = null;
  #byFile: ReadonlyMap<string, Named> | null = null;
  #byKey: ReadonlyMap<string, Named> | null = null;
  readonly #ties = new Map<string, Tie>();

  /** @param paths Of all items that may be images. */
  constructor(paths: Iterable<string>) {
    this.#paths = new Set(paths);
  }

  get size(): number {
    return this.#paths.size;
  }

  paths(): Iterable<string> {
    return this.#paths;
  }

  /** The path, where an image has it; else null. */
  at(path: string): string | null {
    return this.#paths.has(path) ? path : null;
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
    const file = fileOf(plain);
    this.#byFile ??= byName(this.#paths, fileOf);
    const exact = this.#byFile.get(file);
    if (exact) return this.#nearest(exact, plain, near);
    this.#byKey ??= byName(this.#paths, (path) => keyOf(fileOf(path)));
    return this.#nearest(this.#byKey.get(keyOf(file)), plain, near);
  }

  /**
   * The image of the same stem as a label file: beside it, or in the `images` that its `labels` belongs to; null for none.
   * @param name What the file says of the image's place, with any extension; its own place where that is all that says it.
   */
  ofLabels(path: string, name = path): string | null {
    return this.#nearest(this.#stem(stemOf(name)), name, path);
  }

  /** The image that a mask belongs to: of its stem, or of it without what says that it is a mask; null for none. */
  ofMask(path: string): string | null {
    return this.ofLabels(path) ?? this.#nearest(this.#stem(sameLetters(maskStem(path))), path, path);
  }

  #stem(stem: string): Named | undefined {
    this.#byStem ??= byName(this.#paths, stemOf);
    return this.#byStem.get(stem);
  }

  #nearest(named: Named | undefined, name: string, near: string): string | null {
    if (named === undefined || typeof named === 'string') return named ?? null;
    const [first = null, ...others] = named.nearest(name, near);
    // Of two in one folder, as a.jpg and a.png, either may be meant.
    const rivals = first === null ? [] : others.filter((other) => partsOf(other).dir !== partsOf(first).dir);
    if (first !== null && rivals.length > 0)
      this.#ties.set(`${near}\n${name}`, { near, name, many: rivals.length + 1, taken: first });
    return first;
  }
}

/** The path of the only image of a name, or all that have it. */
type Named = string | Namesakes;

function byName(paths: Iterable<string>, nameOf: (path: string) => string): ReadonlyMap<string, Named> {
  const all = new Map<string, Named>();
  for (const path of paths) {
    const name = nameOf(path);
    const same = all.get(name);
    if (same === undefined) all.set(name, path);
    else if (typeof same === 'string') all.set(name, new Namesakes([same, path]));
    else same.add(path);
  }
  return all;
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
