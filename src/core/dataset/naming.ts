import { NameTree } from './name-tree';
import type { Encoded, Note } from './outcome';
import { partsOf } from './paths';

/** One output with its path. `note` tells of a counter. */
export interface Named {
  readonly path: string;
  readonly note: Note | null;
}

/**
 * The path that an output would like to have. Where the template has no `{suffix}`, a member of a fan-out is told from
 * the others behind its stem all the same.
 * @param template As the recipe's `output.name`.
 */
export function wishedPath(template: string, itemPath: string, output: Pick<Encoded, 'suffix' | 'extension'>): string {
  const { dir, stem } = partsOf(itemPath);
  const { suffix, extension: ext } = output;
  const [named = '', frame = '0'] = frameSuffix.exec(suffix) ?? [];
  // What tells a frame is there already.
  const told = template.includes('{suffix}') ? '' : template.includes('{frame}') ? suffix.slice(named.length) : suffix;
  const values: Readonly<Record<string, string>> = { dir, stem: stem + told, suffix, frame, ext };
  const path = template.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
  // An empty `{dir}` leaves its slash behind; `.` is the folder itself, and would hide that two names are one.
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

export interface NamingRules {
  /** Names that are given already, by a former run over the same store. */
  readonly taken?: Iterable<string>;
  /** Whether no two of a folder may differ by their extension alone, as where labels are found without it. */
  readonly stemsApart?: boolean;
}

/** What a frame's outputs are told apart by, first of all: `-f12`. */
const frameSuffix = /^-f(\d+)/;

/**
 * Gives names to outputs. Asked in the source's order, the later of two outputs of one name gets the counter, whichever
 * was done first.
 */
export class Namer {
  readonly #template: string;
  readonly #tree: NameTree;

  constructor(template: string, { taken = [], stemsApart = false }: NamingRules = {}) {
    this.#template = template;
    this.#tree = new NameTree({ stemsApart });
    for (const path of taken) this.#tree.keep(path);
  }

  name(itemPath: string, output: Pick<Encoded, 'suffix' | 'extension'>): Named {
    const wish = wishedPath(this.#template, itemPath, output);
    const { path, why } = this.#tree.claim(wish);
    return { path, note: why === null ? null : { code: 'renamed', detail: `${why}, so this one is ${path}.` } };
  }
}
