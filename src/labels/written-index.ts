import { sameLetters } from '../core/dataset/paths';
import type { WrittenImages } from './format';
import { ImageIndex } from './image-index';

/** Asks of the images of an output what a reader of it would, wherever it lies: made when it is asked. */
export class WrittenIndex {
  readonly #images: WrittenImages;
  #tops: readonly { readonly top: string; readonly index: ImageIndex }[] | null = null;
  #repeated: ReadonlySet<string> | null = null;

  constructor(images: WrittenImages) {
    this.#images = images;
  }

  /** Whether another image has the same name, in another folder. */
  isRepeated(path: string): boolean {
    this.#repeated ??= repeatedIn(this.#images);
    return this.#repeated.has(nameOf(path));
  }

  /**
   * Whether an image is found, at the top and below a folder.
   * @param find Of images that lie below `top`, the one that is found; null for none, or where it is a guess.
   */
  finds(path: string, find: (index: ImageIndex, top: string) => string | null): boolean {
    this.#tops ??= ['', 'set/'].map((top) => ({ top, index: new ImageIndex(pathsBelow(top, this.#images)) }));
    return this.#tops.every(({ top, index }) => find(index, top) === `${top}${path}`);
  }
}

function* pathsBelow(top: string, images: WrittenImages): Generator<string, void, undefined> {
  for (let at = 0; at < images.length; at++) yield `${top}${images.pathAt(at)}`;
}

function repeatedIn(images: WrittenImages): ReadonlySet<string> {
  const all = new Set<string>();
  const repeated = new Set<string>();
  for (let at = 0; at < images.length; at++) {
    const name = nameOf(images.pathAt(at));
    if (all.has(name)) repeated.add(name);
    all.add(name);
  }
  return repeated;
}

/** However its letters are written, and the extension's case. */
function nameOf(path: string): string {
  return sameLetters(path.slice(path.lastIndexOf('/') + 1)).toLowerCase();
}
