import { parseArgs } from 'node:util';

export interface BenchArguments {
  /** Measure groups; compare the main ratios with those written down; write the page of figures. */
  readonly command: 'groups' | 'smoke' | 'page';
  /** In the order given; all where none was named. */
  readonly groups: readonly string[];
  readonly json: string | null;
  /** Null: each group's own number. */
  readonly rounds: number | null;
  /** Of the group `labels`: how many images' worth of labels are read; null for as many as COCO has. */
  readonly images: number | null;
  /** Keeps the groups that the JSON file already has. */
  readonly resume: boolean;
  /** Of `smoke`: writes the ratios down as those to compare with. */
  readonly baseline: boolean;
}

/** What the caller got wrong: one sentence, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const flags = ['json', 'rounds', 'images', 'resume', 'baseline'];
const valued = ['json', 'rounds', 'images'];
const told = '--json FILE, --rounds N, --images N, --resume or --baseline';

/**
 * Reads `[GROUP…] [--json FILE] [--rounds N] [--images N] [--resume]`, `smoke [--baseline]` or `page [FILE]`. `all` means every group.
 * @throws UsageError in one sentence that names what was expected and what came.
 */
export function readArguments(argv: readonly string[], known: readonly string[]): BenchArguments {
  const { tokens } = parseArgs({
    args: [...argv],
    options: {
      json: { type: 'string' },
      rounds: { type: 'string' },
      images: { type: 'string' },
      resume: { type: 'boolean' },
      baseline: { type: 'boolean' },
    },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const named: string[] = [];
  const given = {
    json: null as string | null,
    rounds: null as number | null,
    images: null as number | null,
    resume: false,
    baseline: false,
  };
  for (const token of tokens) {
    if (token.kind === 'positional') named.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    if (!flags.includes(name)) throw new UsageError(`Expected ${told}, received "${rawName}".`);
    if (valued.includes(name) && (value === undefined || value.startsWith('-')))
      throw new UsageError(`Expected ${name === 'json' ? 'a file' : 'a number'} after ${rawName}, received none.`);
    if (name === 'json') given.json = value!;
    else if (name === 'rounds') given.rounds = whole(name, value!, 1000);
    else if (name === 'images') given.images = whole(name, value!, 1_000_000);
    else given[name === 'resume' ? 'resume' : 'baseline'] = true;
  }
  if (given.resume && given.json === null) throw new UsageError('Expected --json FILE with --resume, received none.');
  const [command] = named;
  if (command === 'page') return { ...given, command, groups: [], json: named[1] ?? given.json };
  if (command === 'smoke') return { ...given, command, groups: [] };
  if (given.baseline) throw new UsageError('Expected --baseline with `smoke` alone.');
  const unknown = named.find((name) => name !== 'all' && !known.includes(name));
  if (unknown !== undefined)
    throw new UsageError(
      `Expected a group of ${[...known, 'all'].join(', ')}, or smoke or page, received "${unknown}".`,
    );
  const groups = named.length === 0 || named.includes('all') ? known : [...new Set(named)];
  return { ...given, command: 'groups', groups };
}

function whole(name: string, text: string, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new UsageError(`Expected --${name} to be a whole number from 1 to ${most}, received "${text}".`);
}
