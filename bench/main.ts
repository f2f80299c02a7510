import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { readArguments, type BenchArguments } from './arguments';
import { groups } from './groups';
import type { GroupOptions } from './groups/group';
import { thisMachine } from './machine';
import { benchResult, type BenchResult, type GroupResult } from './result';
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
 * Runs the groups that the arguments name, prints a table for each, and writes the JSON where one is wished: after each
 * group, so that a run that ends early can be gone on with. What goes wrong with a group is told, and the others run.
 * @throws UsageError
 */
export async function runBench(argv: readonly string[], surroundings: BenchSurroundings): Promise<BenchResult> {
  const known = groups.map(({ name }) => name);
  return measure(readArguments(argv, known), surroundings);
}

async function measure(given: BenchArguments, surroundings: BenchSurroundings): Promise<BenchResult> {
  const { root, say, print, short = {} } = surroundings;
  const cores = availableParallelism();
  const [load = 0] = loadavg();
  if (load > cores / 4) say(`The load of this machine is ${load.toFixed(1)}: others' work is in these figures.`);
  let result: BenchResult = { version: 1, machine: thisMachine(), groups: [] };
  if (given.resume && given.json !== null && existsSync(given.json))
    result = { ...result, groups: benchResult.parse(JSON.parse(readFileSync(given.json, 'utf8'))).groups };
  const done = (name: string) => result.groups.some(({ group }) => group === name);
  const write = () => given.json !== null && writeFileSync(given.json, `${JSON.stringify(result, null, 2)}\n`);
  say('Building the page of the bench …');
  await build({ configFile: join(root, 'bench/vite.config.ts'), logLevel: 'error' });
  const folder = mkdtempSync(join(tmpdir(), 'manyhands-bench-'));
  try {
    const ground = { root, site: join(root, '.cache/bench'), cores };
    const corpus = process.env.CORPUS ?? join(root, '../shared/corpus');
    print(`${machineLine(result.machine)}\n`);
    const failed: string[] = [];
    for (const { name, rounds, measure: measured } of groups.filter(({ name }) => given.groups.includes(name))) {
      if (done(name)) {
        say(`${name}: is in the file already.`);
        continue;
      }
      const began = Date.now();
      try {
        const options = { ground, rounds: given.rounds ?? rounds, corpus, folder, say, ...short };
        const some: readonly GroupResult[] = await measured(options);
        result = benchResult.parse({
          ...result,
          groups: [...result.groups, ...some.map((one) => ({ ...one, group: name }))],
        });
        write();
        for (const one of some) print(`\n${tableOf(one)}\n`);
      } catch (error) {
        failed.push(`${name}: ${String(error)}`);
        say(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      }
      say(`${name}: took ${Math.round((Date.now() - began) / 1000)} s`);
    }
    if (failed.length > 0) throw new Error(`Not every group could be measured. ${failed.join('; ')}`);
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
