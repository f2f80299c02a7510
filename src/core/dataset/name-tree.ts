import { folded, partsOf } from './paths';
import { portableName } from './portable-name';

/** What one part of a path may have in UTF-8: the limit of ext4, APFS and most others. */
const mostBytes = 255;

/** A path that is free in a tree of files; `why` it is not the wished one is half a sentence, null where it is. */
export interface Place {
  readonly path: string;
  readonly why: string | null;
}

/**
 * The files of one output tree, as a file system can hold them: no path twice (case and Unicode form aside, which many
 * look past), none that is a file and a folder at a time, no name that is too long or that Windows cannot keep.
 */
export class NameTree {
  readonly #files = new Set<string>();
  readonly #folders = new Set<string>();
  /** Of files, where names must differ by more; else null. */
  readonly #stems: Set<string> | null;
  /** Folders by the wished path: another one where a file has its name. */
  readonly #placed = new Map<string, string>([['', '']]);
  /** Where to go on counting, so that ten thousand of one name do not take ten thousand times ten thousand looks. */
  readonly #counts = new Map<string, number>();

  /** @param options.stemsApart Whether no two files of a folder may differ by their extension alone. */
  constructor({ stemsApart }: { readonly stemsApart: boolean }) {
    this.#stems = stemsApart ? new Set() : null;
  }

  /** Takes a path that a file has already. */
  keep(path: string): void {
    this.#folder(partsOf(path).dir);
    this.#add(path);
  }

  /** Takes the path, or the first with a counter that is free. */
  claim(wish: string): Place {
    const { dir } = partsOf(wish);
    const folder = this.#folder(dir);
    const wanted = joined(folder, wish.slice(dir.length).replace('/', ''));
    const path = this.#free(wanted, (one) => this.#files.has(one) || this.#folders.has(one) || this.#isStemTaken(one));
    const why = path === wish ? null : this.#reason(wish, dir, folder);
    this.#add(path);
    return { path, why };
  }

  #add(path: string): void {
    this.#files.add(folded(path));
    this.#stems?.add(stemOf(folded(path)));
  }

  #isStemTaken(path: string): boolean {
    return this.#stems?.has(stemOf(path)) ?? false;
  }

  #reason(wish: string, dir: string, folder: string): string {
    const parts = wish.split('/');
    const odd = parts.find((part) => portableName(part) !== part);
    if (odd !== undefined) return `Windows cannot keep the name ${JSON.stringify(odd)}`;
    if (parts.some((part) => bytesOf(part) > mostBytes)) return `A name in ${wish} has over ${mostBytes} bytes`;
    if (folder !== dir) return `Another output is named as the folder ${dir}`;
    if (this.#folders.has(folded(wish))) return `A folder of outputs is named ${wish}`;
    if (this.#files.has(folded(wish))) return `Another output is named ${wish}`;
    return `Labels are found by ${stemOf(wish)} without an extension, which another output has`;
  }

  /** Every folder on the way has a name that no file has. */
  #folder(dir: string): string {
    const known = this.#placed.get(dir);
    if (known !== undefined) return known;
    const above = partsOf(dir).dir;
    const wanted = joined(this.#folder(above), dir.slice(above.length).replace('/', ''));
    const folder = this.#free(wanted, (one) => this.#files.has(one));
    this.#folders.add(folded(folder));
    this.#placed.set(dir, folder);
    return folder;
  }

  #free(wanted: string, isTaken: (folded: string) => boolean): string {
    let free = counted(wanted, 1);
    if (!isTaken(folded(free))) return free;
    const key = folded(wanted);
    let count = this.#counts.get(key) ?? 2;
    while (isTaken(folded((free = counted(wanted, count))))) count++;
    this.#counts.set(key, count + 1);
    return free;
  }
}

/**
 * `a/x.jpg` → `a/x (2).jpg` from 2 on; the stem is cut between two characters where the name would be too long, and the
 * name changed where Windows could not keep it.
 */
function counted(path: string, count: number): string {
  const { dir, stem } = partsOf(path);
  const name = path.slice(dir === '' ? 0 : dir.length + 1);
  const ending = name.slice(stem.length);
  // Behind a dot that stands far from the end is no extension.
  const extension = bytesOf(ending) > 32 ? '' : ending;
  const counter = count === 1 ? '' : ` (${count})`;
  const start = cut(name.slice(0, name.length - extension.length), mostBytes - bytesOf(counter + extension));
  return joined(dir, portableName(start + counter + extension));
}

function cut(text: string, mostBytes: number): string {
  if (bytesOf(text) <= mostBytes) return text;
  let end = 0;
  let room = mostBytes;
  for (const character of text) {
    room -= bytesOf(character);
    if (room < 0) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** The path without its extension. */
function stemOf(path: string): string {
  const { dir, stem } = partsOf(path);
  return joined(dir, stem);
}

function joined(dir: string, name: string): string {
  return dir === '' ? name : `${dir}/${name}`;
}

/** In UTF-8. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
