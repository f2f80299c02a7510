import { classOf } from '../../core/dataset/label-set';
import { partsOf } from '../../core/dataset/paths';
import { FileClasses } from '../file-classes';
import type { LabelFile } from '../format';
import type { ImageIndex } from '../image-index';
import { ownerOf } from '../owner';
import type { SetReading } from '../set-reading';
import { isRecord } from '../text/json-values';
import { linesOf, textOf } from '../text/text';
import { YamlTrouble } from '../text/yaml';
import type { Troubles } from '../troubles';
import { labelPath } from './label-path';
import { dataYamlOf, type DataYaml } from './data-yaml';

export const isYaml = (path: string) => /\.ya?ml$/i.test(path);

/** A file that names classes by number. */
interface NamesFile {
  readonly path: string;
  readonly names: readonly (readonly [id: number, name: string])[];
  /** Null for a list of names. */
  readonly yaml: DataYaml | null;
}

/** Those of the files that name any class; broken ones are told. */
export async function namesIn(files: readonly LabelFile[], troubles: Troubles): Promise<readonly NamesFile[]> {
  const found: NamesFile[] = [];
  for (const file of files) {
    const { path } = file;
    const text = textOf(await file.read());
    try {
      const yaml = isYaml(path) ? dataYamlOf(text) : null;
      const names = yaml
        ? [...yaml.names]
        : isYaml(path)
          ? []
          : // An empty line is a number's that has no name.
            linesOf(text).map(({ number, line }) => [number - 1, line] as const);
      if (names.length > 0) found.push({ path, names, yaml });
    } catch (error) {
      if (!(error instanceof YamlTrouble)) throw error;
      troubles.add('bad-syntax', path, '', error.message);
    }
  }
  return found;
}

/** What the numbers of rows mean: each file of names speaks of the images below it, or of those that it says. */
export class YoloNames {
  readonly #files: readonly NamesFile[];
  /** By folders of a label file and its image. */
  readonly #owners = new Map<string, NamesFile | null>();

  constructor(files: readonly NamesFile[]) {
    this.#files = files;
  }

  /** The first that there is. */
  get yaml(): DataYaml | null {
    return this.#files.find(({ yaml }) => yaml !== null)?.yaml ?? null;
  }

  /**
   * Declares the classes of all files that speak of any row, in the files' order; without rows those of the first.
   * @returns the classes that a file of rows, and its image, are spoken of by.
   */
  declare(
    rows: readonly LabelFile[],
    images: ImageIndex,
    { book, troubles }: SetReading,
  ): (rows: string, image: string) => FileClasses {
    const used = new Set(this.#files.slice(0, 1));
    if (this.#files.length > 1 && rows.length > 0) {
      used.clear();
      for (const { path } of rows) {
        const owner = this.#ownerOf(path, images.ofLabels(path, labelPath) ?? path);
        if (owner) used.add(owner);
      }
    }
    const all = new Map<NamesFile | null, FileClasses>();
    for (const file of this.#files.filter((one) => used.has(one))) {
      const classes = new FileClasses(book, file.path, troubles);
      for (const [id, name] of file.names) classes.declare(classOf(id, name));
      all.set(file, classes);
    }
    const none = new FileClasses(book, '', troubles);
    return (path, image) => all.get(this.#ownerOf(path, image)) ?? none;
  }

  #ownerOf(rows: string, image: string): NamesFile | null {
    const dirs = [partsOf(image).dir, partsOf(rows).dir];
    const key = dirs.join('\n');
    const known = this.#owners.get(key);
    if (known !== undefined) return known;
    const owner = ownerOf(this.#files, dirs, ({ yaml }) => (yaml ? saidOf(yaml, dirs[0] ?? '') : 0));
    this.#owners.set(key, owner);
    return owner;
  }
}

/** Of the folders that a file says, how many of the last parts of one are those of a folder around an image. */
function saidOf({ splits, value }: DataYaml, dir: string): number {
  const root = isRecord(value) && typeof value['path'] === 'string' ? value['path'] : '';
  const around = dir.split('/').map((_, at, parts) => parts.slice(0, at + 1));
  const entries = [...splits.values()].flat().map((entry) => {
    const parts = partsIn(`${root}/${entry}`);
    return /\.txt$/i.test(entry) ? parts.slice(0, -1) : parts;
  });
  return entries.reduce((most, parts) => Math.max(most, ...around.map((folder) => sharedEnd(parts, folder))), 0);
}

function partsIn(path: string): string[] {
  return path.split(/[/\\]+/).filter((part) => part !== '' && part !== '.' && part !== '..');
}

function sharedEnd(one: readonly string[], other: readonly string[]): number {
  let many = 0;
  while (many < one.length && many < other.length && one.at(-1 - many) === other.at(-1 - many)) many++;
  return many;
}
