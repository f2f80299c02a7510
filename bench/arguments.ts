import { parseArgs } from 'node:util';

export interface BenchArguments {
  /** In the order given; all where none was named. */
  readonly groups: readonly string[];
  readonly json: string | null;
  readonly rounds: number;
}

/** What the caller got wrong: one sentence, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const defaultRounds = 7;

const flags = ['json', 'rounds'];
const told = '--json FILE or --rounds N';

/**
 * Reads `[GROUP…] [--json FILE] [--rounds N]`. `all` means every group.
 * @throws UsageError in one sentence that names what was expected and what came.
 */
export function readArguments(argv: readonly string[], known: readonly string[]): BenchArguments {
  const { tokens } = parseArgs({
    args: [...argv],
    options: { json: { type: 'string' }, rounds: { type: 'string' } },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const named: string[] = [];
  let json: string | null = null;
  let rounds = defaultRounds;
  for (const token of tokens) {
    if (token.kind === 'positional') named.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    if (!flags.includes(name)) throw new UsageError(`Expected ${told}, received "${rawName}".`);
    if (value === undefined || value.startsWith('-'))
      throw new UsageError(`Expected ${name === 'json' ? 'a file' : 'a number'} after ${rawName}, received none.`);
    if (name === 'json') json = value;
    else rounds = wholeRounds(value);
  }
  const unknown = named.find((name) => name !== 'all' && !known.includes(name));
  if (unknown !== undefined)
    throw new UsageError(`Expected a group of ${[...known, 'all'].join(', ')}, received "${unknown}".`);
  const groups = named.length === 0 || named.includes('all') ? known : [...new Set(named)];
  return { groups, json, rounds };
}

function wholeRounds(text: string): number {
  const rounds = Number(text);
  if (Number.isInteger(rounds) && rounds >= 1 && rounds <= 1000) return rounds;
  throw new UsageError(`Expected --rounds to be a whole number from 1 to 1000, received "${text}".`);
}
