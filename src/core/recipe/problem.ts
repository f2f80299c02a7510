/** Where in a recipe: keys and indexes from the top. */
export type Path = readonly (string | number)[];

/** What is wrong with a recipe, and where. */
export interface Problem {
  readonly path: Path;
  /** "Expected `steps[1].width` to be …, received 0." */
  readonly sentence: string;
}

/**
 * "Expected `steps[1].width` to be a whole number from 1 to 65535, received 0."
 * @param whole What stands at the top, where the path is empty.
 */
export function mismatch(path: Path, wanted: string, received: unknown, whole = 'the recipe'): Problem {
  const name = path.length === 0 ? whole : named(path);
  return { path, sentence: `Expected ${name} ${wanted}, received ${shown(received)}.` };
}

/** `steps[1].width`, in backquotes. */
export function named(path: Path): string {
  const text = path
    .map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at === 0 ? '' : '.'}${short(key)}`))
    .join('');
  return `\`${text}\``;
}

/** A value as short JSON. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  // What JSON has no word for.
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value === 'function') return 'a function';
  try {
    return short(JSON.stringify(value) ?? 'nothing');
  } catch {
    return 'a value that is no JSON';
  }
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** " (did you mean `resize`?)" where a known word is two edits away at most, else nothing. */
export function suggestion(word: string, known: readonly string[]): string {
  // No known word is as long, and the distance takes as many steps as both are long.
  if (word.length > 40) return '';
  const near = known
    .map((one) => ({ one, far: distance(word.toLowerCase(), one.toLowerCase()) }))
    .sort((a, b) => a.far - b.far)[0];
  return near && near.far <= (word.length < 4 ? 1 : 2) ? ` (did you mean \`${near.one}\`?)` : '';
}

/** Levenshtein's edit distance. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
