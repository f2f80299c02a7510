import { maskStem } from '../core/dataset/mask-paths';
import { partsOf, sameLetters } from '../core/dataset/paths';
import type { FileOf } from './label-file';
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

  /** Whether a name, or a label file, was asked for of which only a guess says whose it is. */
  isTie(name: string, near: string): boolean {
    return this.#ties.has(`${near}\n${name}`);
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
    const file = nameOf(plain);
    this.#byFile ??= byName(this.#paths, nameOf);
    const exact = this.#byFile.get(file);
    if (exact) return this.#nearest(exact, plain, near);
    this.#byKey ??= byName(this.#paths, (path) => keyOf(nameOf(path)));
    return this.#nearest(this.#byKey.get(keyOf(file)), plain, near);
  }

  /** The same for a file whose paths begin where its folder `annotations` lies, if it is in one. */
  namedFromRoot(name: string, near: string): string | null {
    const { dir } = partsOf(near);
    const root = partsOf(dir).dir;
    const path = /(?:^|\/)annotations?$/i.test(dir)
      ? `${root === '' ? '' : `${root}/`}${name.replace(/^(?:\.\/)+/, '')}`
      : null;
    return path !== null && this.#paths.has(path) ? path : this.named(name, near);
  }

  /**
   * The image of the same stem as a label file; null for none. Of several the one whose file of labels this is, else the nearest.
   * @param fileOf Where the format has the labels of an image.
   */
  ofLabels(path: string, fileOf: FileOf): string | null {
    return this.holder(path, fileOf) ?? this.near(path, path);
  }

  /** The image that a mask belongs to: of its stem, or of it without what says that it is a mask; null for none. */
  ofMask(path: string, fileOf: FileOf): string | null {
    return this.ofLabels(path, fileOf) ?? this.#nearest(this.#stem(sameLetters(maskStem(path))), path, path);
  }

  /** The image whose file of labels this is by a format's rule; null for none. @param stem Of the image; by default the file's. */
  holder(file: string, fileOf: FileOf, stem = stemOf(file)): string | null {
    const named = this.#stem(sameLetters(stem));
    if (typeof named === 'object') return named.holder(file, fileOf);
    return named !== undefined && sameLetters(fileOf(named)) === sameLetters(file) ? named : null;
  }

  /** The image of this very path, whatever its extension; null for none. @param path Without one. */
  atStem(path: string): string | null {
    return this.holder(path, withoutExtension, path.slice(path.lastIndexOf('/') + 1));
  }

  /** The image of a name's stem that is nearest to it, and to the label file; null for none. @param name With any extension. */
  near(name: string, path: string): string | null {
    return this.#nearest(this.#stem(stemOf(name)), name, path);
  }

  /** Whether any image has the stem of this file. */
  hasStem(path: string): boolean {
    return this.#stem(stemOf(path)) !== undefined;
  }

  /** Whether any image has the stem of this mask, or what is left of it without what says that it is one. */
  hasMasked(path: string): boolean {
    return this.hasStem(path) || this.#stem(sameLetters(maskStem(path))) !== undefined;
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

function byName(paths: Iterable<string>, partOf: (path: string) => string): ReadonlyMap<string, Named> {
  const all = new Map<string, Named>();
  for (const path of paths) {
    const name = partOf(path);
    const same = all.get(name);
    if (same === undefined) all.set(name, path);
    else if (typeof same === 'string') all.set(name, new Namesakes([same, path]));
    else same.add(path);
  }
  return all;
}

function withoutExtension(path: string): string {
  const { dir, stem } = partsOf(path);
  return dir === '' ? stem : `${dir}/${stem}`;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function stemOf(path: string): string {
  return sameLetters(partsOf(path).stem);
}

/** Cameras write `.JPG` where programs write `.jpg`. */
function keyOf(path: string): string {
  return sameLetters(path).replace(/\.[^./]+$/, (extension) => extension.toLowerCase());
}
