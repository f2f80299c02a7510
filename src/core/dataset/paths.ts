import type { ItemTrouble } from '../errors';
import { ItemError } from '../errors';

/** Longer paths are refused by most file systems when the outputs are written. */
const mostCharacters = 1024;

/**
 * Why a path may not be used, or null. A path that climbs out, starts at a root or hides control characters could write
 * where nobody expects it once the outputs are unpacked.
 */
export function pathTrouble(path: string): ItemTrouble | null {
  const why = reason(path);
  return why ? new ItemError('unsafe-path', `The path ${quoted(path)} ${why}.`).trouble : null;
}

function reason(path: string): string | null {
  if (path === '') return 'is empty';
  if (path.length > mostCharacters) return `has more than ${mostCharacters} characters`;
  if (/^[/\\]/.test(path)) return 'starts at the root';
  if (/^[a-zA-Z]:/.test(path)) return 'names a drive';
  if (/[\u0000-\u001f\u007f-\u009f]/.test(path)) return 'has control characters';
  if (path.split(/[/\\]/).includes('..')) return 'climbs out with `..`';
  return null;
}

/** For a sentence: control characters made visible, and no longer than a line. */
function quoted(path: string): string {
  const text = JSON.stringify(path.length > 80 ? `${path.slice(0, 80)}…` : path);
  // JSON leaves these as they are.
  return text.replace(/[\u007f-\u009f]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
}

/** The path with its letters as most programs write them: macOS takes `ä` apart into two characters, others keep it as one. */
export function sameLetters(path: string): string {
  return path.normalize('NFC');
}

/** The same as file systems see it that look past case, too. */
export function folded(path: string): string {
  return sameLetters(path).toLowerCase();
}

/** Whether macOS wrote it beside a file, for what other systems have no place for: an image's bears its name, and is none. */
export function isOfMac(path: string): boolean {
  return /(?:^|\/)(?:__MACOSX\/|\._[^/]*$)/.test(path);
}

/** Where the report lies among outputs. */
export const reportPath = 'report.json';

/** `dir` without its last `/`, empty at the top; `stem` without the last extension. */
export function partsOf(path: string): { dir: string; stem: string } {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  const dot = name.lastIndexOf('.');
  return { dir: slash < 0 ? '' : path.slice(0, slash), stem: dot > 0 ? name.slice(0, dot) : name };
}

/** `a/x.jpg` → `a/x (2).jpg`. */
export function counted(path: string, count: number): string {
  const { dir, stem } = partsOf(path);
  const start = dir === '' ? stem.length : dir.length + 1 + stem.length;
  return `${path.slice(0, start)} (${count})${path.slice(start)}`;
}

/** Says which paths of items are taken. Two that differ by case alone are two files. */
export class PathBook {
  readonly #taken = new Set<string>();
  /** Where to go on counting, so that ten thousand of one name do not take ten thousand times ten thousand looks. */
  readonly #counts = new Map<string, number>();

  has(path: string): boolean {
    return this.#taken.has(path);
  }

  /** Takes the path, or the first of `x (2)`, `x (3)` … that is free. */
  claim(path: string): string {
    let free = path;
    if (this.has(path)) {
      let count = this.#counts.get(path) ?? 2;
      while (this.has((free = counted(path, count)))) count++;
      this.#counts.set(path, count + 1);
    }
    this.#taken.add(free);
    return free;
  }
}
