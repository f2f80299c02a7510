import { partsOf, sameLetters } from '../core/dataset/paths';
import { holderOf, type FileOf } from './label-file';
import { splitOf } from './splits';

interface Place {
  readonly path: string;
  /** Folders from the top on. */
  readonly dirs: readonly string[];
  /** Those of them that say whose it is. */
  readonly folders: readonly string[];
  readonly split: string | null;
}

/** Folders whose name says what they hold, not whose they are. */
const kinds =
  /^(?:images?|labels?|annotations?|jpegimages|masks?|segmentationclass|segmentationobject|obj_train_data|image_\d+|label_\d+)$/i;

/** Those of them that hold labels: what lies in one beside a label file is hardly its image. */
const ofLabels = /^(?:labels?|annotations?|masks?|segmentationclass|segmentationobject|label_\d+)$/i;

/** Images of one name, which lie in different folders. */
export class Namesakes {
  readonly #paths: string[];
  /** By the innermost folders, `b`, `a/b` and so on, all under none; made when one is asked for. */
  #byEnd: Map<string, Place[]> | null = null;
  /** By the files of their labels, of each format that asks: the one that each is of. */
  readonly #holders = new Map<FileOf, ReadonlyMap<string, string>>();

  /** @param paths Two or more. */
  constructor(paths: readonly string[]) {
    this.#paths = [...paths];
  }

  add(path: string): void {
    this.#paths.push(path);
    this.#byEnd = null;
    this.#holders.clear();
  }

  /** The one whose file of labels this is by a format's rule; null where it is none's. */
  holder(file: string, fileOf: FileOf): string | null {
    let holders = this.#holders.get(fileOf);
    if (!holders) this.#holders.set(fileOf, (holders = holdersOf(this.#paths, fileOf)));
    return holders.get(sameLetters(file)) ?? null;
  }

  /**
   * Those that share most of their path's end with the name, then are of the split that `near` names, then lie in the very
   * folder that the name says, then share most of their beginning with `near`. Several are alike in all of it.
   * @param near Path of the label file; where it is the name as well, that is a whole path.
   */
  nearest(name: string, near: string): readonly string[] {
    const meant = placeOf(name);
    const from = placeOf(near);
    const split = splitOf(near);
    let best: string[] = [];
    let most = -1;
    for (const place of this.#sharingEnd(meant.folders)) {
      const score =
        (split !== null && place.split === split ? 500 : 0) +
        agreement(place.dirs, meant.dirs, name === near) +
        shared(place.folders, from.folders);
      if (score > most) [best, most] = [[place.path], score];
      else if (score === most) best.push(place.path);
    }
    return best;
  }

  /** Found without a look at each: ten thousand clips have a first frame. */
  #sharingEnd(folders: readonly string[]): readonly Place[] {
    this.#byEnd ??= byEnd(this.#paths);
    let some = this.#byEnd.get('') ?? [];
    for (let many = 1; many <= folders.length; many++) {
      const more = this.#byEnd.get(folders.slice(-many).join('/'));
      if (!more) break;
      some = more;
    }
    return some;
  }
}

function holdersOf(paths: readonly string[], fileOf: FileOf): Map<string, string> {
  const holders = new Map<string, string>();
  for (const path of paths) {
    const file = sameLetters(fileOf(path));
    const other = holders.get(file);
    holders.set(file, other === undefined ? path : holderOf([other, path], file));
  }
  return holders;
}

function byEnd(paths: readonly string[]): Map<string, Place[]> {
  const ends = new Map<string, Place[]>();
  for (const place of paths.map(placeOf))
    for (let many = 0; many <= place.folders.length; many++) {
      const end = many === 0 ? '' : place.folders.slice(-many).join('/');
      const same = ends.get(end);
      if (same) same.push(place);
      else ends.set(end, [place]);
    }
  return ends;
}

/** `..` leads out of a folder that is not known here. */
function placeOf(path: string): Place {
  const dirs = sameLetters(path)
    .split('/')
    .slice(0, -1)
    .filter((part) => part !== '..');
  const folders = dirs.filter((part) => !kinds.test(part));
  return { path, dirs, folders, split: splitOf(partsOf(path).dir) };
}

/**
 * Whether an image lies in the folder that is meant: 200 where it does, 100 where they differ by what they hold alone. A bit
 * more where that is all of its path.
 */
function agreement(dirs: readonly string[], meant: readonly string[], isWhole: boolean): number {
  if (isWhole ? dirs.length !== meant.length : dirs.length < meant.length) return 0;
  const end = dirs.slice(dirs.length - meant.length);
  if (end.every((dir, at) => dir === meant[at]) && !(isWhole && ofLabels.test(meant.at(-1) ?? '')))
    return dirs.length === meant.length ? 200.5 : 200;
  return end.every((dir, at) => dir === meant[at] || (kinds.test(dir) && kinds.test(meant[at] ?? ''))) ? 100 : 0;
}

function shared(one: readonly string[], other: readonly string[]): number {
  let many = 0;
  while (many < one.length && many < other.length && one[many] === other[many]) many++;
  return many;
}
