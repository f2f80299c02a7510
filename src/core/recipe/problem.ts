/** Where in a recipe: keys and indexes from the top. */
export type Path = readonly (string | number)[];

/** What is wrong with a recipe, and where. */
export interface Problem {
  readonly path: Path;
  /** "Expected `steps[1].width` to be …, received 0." */
  readonly sentence: string;
}

/** "Expected `steps[1].width` to be a whole number from 1 to 65535, received 0." */
export function mismatch(path: Path, wanted: string, received: unknown): Problem {
  return { path, sentence: `Expected ${named(path)} ${wanted}, received ${shown(received)}.` };
}

/** `steps[1].width`, in backquotes; "the recipe" for the top. */
export function named(path: Path): string {
  if (path.length === 0) return 'the recipe';
  const text = path.map((key, at) => (typeof key === 'number' ? `[${key}]` : at === 0 ? key : `.${key}`)).join('');
  return `\`${text}\``;
}

/** A value as short JSON. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** " (did you mean `resize`?)" where a known word is two edits away at most, else nothing. */
export function suggestion(word: string, known: readonly string[]): string {
  const near = known.map((one) => ({ one, far: distance(word.toLowerCase(), one) })).sort((a, b) => a.far - b.far)[0];
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
