import type { LabelFile } from '../format';
import type { ImageIndex } from '../image-index';
import { linesOf, textOf } from '../text/text';

/** ImageSets of one folder. */
interface Root {
  /** With `/` at its end; empty at the top. */
  readonly folder: string;
  /** By the path of an image. */
  readonly splits: Map<string, string>;
}

/** Splits by the lists in ImageSets; those of one class (`cat_train.txt`) name none. */
export class ImageSets {
  readonly #roots: readonly Root[];

  private constructor(roots: readonly Root[]) {
    this.#roots = roots;
  }

  /** The first list that names an image stands. @param files Of a dataset, lists among them. */
  static async of(files: readonly LabelFile[], images: ImageIndex): Promise<ImageSets> {
    const roots = new Map<string, Root>();
    for (const file of files) {
      const [, folder = '', split = ''] =
        /^((?:.*\/)?)ImageSets\/(?:[^/]+\/)?(train|val|test)\.txt$/i.exec(file.path) ?? [];
      if (split === '') continue;
      const root = roots.get(folder) ?? { folder, splits: new Map<string, string>() };
      roots.set(folder, root);
      for (const { line } of linesOf(textOf(await file.read()))) {
        const image = imageOf(line, folder, images);
        if (image !== null && !root.splits.has(image)) root.splits.set(image, split.toLowerCase());
      }
    }
    return new ImageSets([...roots.values()].sort((one, other) => other.folder.length - one.folder.length));
  }

  /**
   * What the lists of the innermost folder around an image, or around its file of labels, say of it, where any speaks of it.
   * @param beside The file of labels.
   */
  splitOf(image: string, beside: string): string | null {
    const around = this.#roots.filter(({ folder }) => image.startsWith(folder) || beside.startsWith(folder));
    return around.find(({ splits }) => splits.has(image))?.splits.get(image) ?? null;
  }
}

/** From the folder of images on, which has one of two names, or beside it; else wherever one of this name is. */
function imageAt(name: string, folder: string, images: ImageIndex): string | null {
  const places = name.startsWith('../') ? [name.slice(3)] : [`JPEGImages/${name}`, `images/${name}`, name];
  for (const place of places) {
    const image = images.atStem(`${folder}${place}`);
    if (image !== null) return image;
  }
  const place = `${folder}JPEGImages/${name}.xml`;
  return images.near(place, place);
}

/** The image of a line's name, from the folder of images on: Layout has a number behind it, Datumaro puts it in quotes. */
function imageOf(line: string, folder: string, images: ImageIndex): string | null {
  const whole = line.trim().replace(/^"(.*)"$/, '$1');
  const named = (name: string) => imageAt(name, folder, images);
  return named(whole) ?? named(whole.replace(/\s-?\d+$/, '').trim());
}
