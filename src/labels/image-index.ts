import { maskStem } from '../core/dataset/mask-paths';
import { partsOf } from '../core/dataset/paths';

/** Finds images by what label files call them. */
export class ImageIndex {
  readonly #paths: ReadonlySet<string>;
  readonly #byStem = new Map<string, string[]>();

  /** @param paths Of all items that may be images. */
  constructor(paths: Iterable<string>) {
    this.#paths = new Set(paths);
    for (const path of this.#paths) {
      const { stem } = partsOf(path);
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

  /**
   * The image that a label file means by a name or path of its own (`train/a.jpg`, `C:\\data\\a.jpg`); null for none.
   * @param near The label file's path: of several images of one name the nearest to it is meant.
   */
  named(name: string, near: string): string | null {
    const plain = name.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
    const { dir } = partsOf(near);
    const beside = dir === '' ? plain : `${dir}/${plain}`;
    if (this.#paths.has(beside)) return beside;
    const file = plain.slice(plain.lastIndexOf('/') + 1);
    const same = (this.#byStem.get(partsOf(file).stem) ?? []).filter(
      (path) => path.endsWith(`/${file}`) || path === file,
    );
    return nearest(same, plain, near);
  }

  /** The image of the same stem as a label file: beside it, or in the `images` that its `labels` belongs to; null for none. */
  ofLabels(path: string): string | null {
    const { stem } = partsOf(path);
    return nearest(this.#byStem.get(stem) ?? [], path, path);
  }

  /** The image that a mask belongs to: of its stem, or of it without what says that it is a mask; null for none. */
  ofMask(path: string): string | null {
    return this.ofLabels(path) ?? nearest(this.#byStem.get(maskStem(path)) ?? [], path, path);
  }
}

/** Folders whose name says what they hold, not whose they are. */
const kinds =
  /^(?:images?|labels?|annotations?|jpegimages|masks?|segmentationclass|segmentationobject|obj_train_data|image_\d+|label_\d+)$/i;

/** Of several images the one that shares most of its path's end with the name, then most of its beginning with `near`. */
function nearest(paths: readonly string[], name: string, near: string): string | null {
  let best: string | null = null;
  let most = -1;
  for (const path of paths) {
    const score =
      1000 * shared(folders(path).toReversed(), folders(name).toReversed()) + shared(folders(path), folders(near));
    if (score > most) [best, most] = [path, score];
  }
  return best;
}

function folders(path: string): string[] {
  return path
    .split('/')
    .slice(0, -1)
    .filter((part) => !kinds.test(part));
}

function shared(one: readonly string[], other: readonly string[]): number {
  let many = 0;
  while (many < one.length && many < other.length && one[many] === other[many]) many++;
  return many;
}
