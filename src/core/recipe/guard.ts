import { mismatch, type Path, type Problem } from './problem';

/** A recipe of a thousand steps with every key written out has less than half of this. */
export const mostCharacters = 1_000_000;

/** Far more than any recipe needs, and few enough that no reader runs out of stack. */
const mostLevels = 64;
const mostValues = 100_000;

const tooDeep = `to be nested ${mostLevels} levels deep at most`;

/** Keys that reach into JavaScript's own objects. */
const reserved = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * What makes a value unfit to be looked at by a schema, whatever it means, or null: a key that reaches into JavaScript's
 * own objects wherever it stands, too many levels (a value that holds itself among them), too many values.
 */
export function unfit(value: unknown): Problem | null {
  let seen = 0;
  const look = (here: unknown, path: Path): Problem | null => {
    if (typeof here !== 'object' || here === null) return null;
    if (path.length > mostLevels) return { path, sentence: `Expected the recipe ${tooDeep}, received more.` };
    for (const key of Object.keys(here)) {
      if (++seen > mostValues)
        return { path, sentence: `Expected the recipe to hold at most ${mostValues} values, received more.` };
      const place = [...path, Array.isArray(here) ? Number(key) : key];
      if (reserved.has(key)) return { ...mismatch(path, 'to have known keys alone', key), path: place };
      // Any key of an object may be asked for.
      const found = look((here as Record<string, unknown>)[key], place);
      if (found) return found;
    }
    return null;
  };
  return look(value, []);
}

/** Where a text of JSON goes deeper than may be, before a parser that calls itself follows it down; null where nowhere. */
export function tooDeepAt(text: string): { readonly offset: number; readonly wanted: string } | null {
  let level = 0;
  let inText = false;
  for (let offset = 0; offset < text.length; offset++) {
    const char = text[offset];
    if (inText) {
      if (char === '\\') offset++;
      else if (char === '"') inText = false;
    } else if (char === '"') inText = true;
    else if (char === '{' || char === '[') {
      if (++level > mostLevels) return { offset, wanted: tooDeep };
    } else if (char === '}' || char === ']') level--;
  }
  return null;
}
