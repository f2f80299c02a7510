import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { readArguments } from './arguments';
import { groups } from './groups';
import type { GroupOptions, Measured } from './groups/group';
import { thisMachine } from './machine';
import { benchResult, type BenchResult } from './result';
import { machineLine, tableOf } from './table';

export { UsageError } from './arguments';

export interface BenchSurroundings {
  /** The project's folder. */
  readonly root: string;
  /** Progress. */
  readonly say: (line: string) => void;
  /** The tables. */
  readonly print: (text: string) => void;
  /** For a short run that proves the way and measures nothing. */
  readonly short?: Pick<GroupOptions, 'photographs' | 'imagesPerRound' | 'counts'>;
}

/**
 * Runs the groups that the arguments name, prints a table for each, and writes the JSON where one is wished.
 * @throws UsageError
 */
export async function runBench(argv: readonly string[], surroundings: BenchSurroundings): Promise<BenchResult> {
  const { root, say, print, short = {} } = surroundings;
  const given = readArguments(
    argv,
    groups.map(({ name }) => name),
  );
  const machine = thisMachine();
  const cores = availableParallelism();
  const [load = 0] = loadavg();
  if (load > cores / 4) say(`The load of this machine is ${load.toFixed(1)}: others' work is in these figures.`);
  say('Building the page of the bench …');
  await build({ configFile: join(root, 'bench/vite.config.ts'), logLevel: 'error' });
  const folder = mkdtempSync(join(tmpdir(), 'manyhands-bench-'));
  try {
    const ground = { root, site: join(root, '.cache/bench'), cores };
    const corpus = process.env.CORPUS ?? join(root, '../shared/corpus');
    const measured: Measured[] = [];
    print(`${machineLine(machine)}\n`);
    for (const group of groups.filter(({ name }) => given.groups.includes(name))) {
      const some = await group.measure({ ground, rounds: given.rounds, corpus, folder, say, ...short });
      measured.push(...some);
      for (const one of some) print(`\n${tableOf(one)}\n`);
    }
    const result = benchResult.parse({ version: 1, machine, groups: measured.map((one) => one.result) });
    if (given.json !== null) writeFileSync(given.json, `${JSON.stringify(result, null, 2)}\n`);
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
