import { partsOf } from '../../core/dataset/paths';
import type { LabelFile } from '../format';
import { linesOf, textOf } from '../text/text';

/** ImageSets of one folder. */
interface Root {
  /** With `/` at its end; empty at the top. */
  readonly folder: string;
  /** By the stem of an image. */
  readonly splits: Map<string, string>;
}

/** Splits by the lists in ImageSets; those of one class (`cat_train.txt`) name none. */
export class ImageSets {
  readonly #roots: readonly Root[];

  private constructor(roots: readonly Root[]) {
    this.#roots = roots;
  }

  /** The first list that names an image stands. @param files Of a dataset, lists among them. */
  static async of(files: readonly LabelFile[]): Promise<ImageSets> {
    const roots = new Map<string, Root>();
    for (const file of files) {
      const [, folder = '', split = ''] =
        /^((?:.*\/)?)ImageSets\/(?:[^/]+\/)?(train|val|test)\.txt$/i.exec(file.path) ?? [];
      if (split === '') continue;
      const root = roots.get(folder) ?? { folder, splits: new Map<string, string>() };
      roots.set(folder, root);
      for (const { line } of linesOf(textOf(await file.read()))) {
        const [name = ''] = line.split(/\s+/);
        if (!root.splits.has(name)) root.splits.set(name, split.toLowerCase());
      }
    }
    return new ImageSets([...roots.values()].sort((one, other) => other.folder.length - one.folder.length));
  }

  /**
   * What the lists of the innermost folder around an image, or around its file of labels, say of it.
   * @param beside The file of labels.
   */
  splitOf(image: string, beside: string): string | null {
    const { stem } = partsOf(image);
    const around = this.#roots.find(({ folder }) => image.startsWith(folder) || beside.startsWith(folder));
    return around?.splits.get(stem) ?? null;
  }
}
