/** What docs/formats.md says of browsers, by what was measured in them. */
export interface Browsers {
  /** Those that run libvips, and so read and write all that it does: `all`, or their names. */
  readonly full: string;
  /** Those that write WebP without libvips: `yes`, `no`, or their names. */
  readonly writingWebp: string;
}

/** What libvips needs, and what writes WebP without it, by the rows of the table in docs/browsers.md. */
const libvipsNeeds = ['Isolated by headers, with threads that share memory', 'SIMD in WebAssembly'] as const;
const webp = 'Writes WebP by canvas';

/**
 * Reads the table that `npm run test:long -- --write e2e/engines/` writes into docs/browsers.md.
 * @throws Error where it has no such rows.
 */
export function measuredBrowsers(page: string): Browsers {
  const rows = /<!-- matrix: begin -->([^]*?)<!-- matrix: end -->/
    .exec(page)?.[1]
    ?.split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim())); // prettier-ignore
  const [head] = rows ?? [];
  if (!rows || !head) throw new Error('Expected a table between the marks of `matrix` in docs/browsers.md.');
  // Between the names of the rows and what happens without: `Firefox 153.7.0`.
  const names = head.slice(1, -1).map((name) => name.split(' ')[0] ?? '');
  const having = (name: string) => {
    const cells = rows.find(([first]) => first === name)?.slice(1, -1);
    if (!cells) throw new Error(`Expected a row “${name}” in the table of docs/browsers.md.`);
    return names.filter((_, at) => cells[at] === 'yes');
  };
  const full = libvipsNeeds.map(having).reduce((some, others) => some.filter((name) => others.includes(name)));
  return { full: told(full, names, 'all', 'none'), writingWebp: told(having(webp), names, 'yes', 'no') };
}

function told(having: readonly string[], all: readonly string[], every: string, none: string): string {
  if (having.length === all.length) return every;
  return having.length === 0 ? none : `in ${having.join(' and ')}`;
}
