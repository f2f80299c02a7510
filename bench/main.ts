import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { readArguments, type BenchArguments } from './arguments';
import { baselinePath, ratiosOf, type Baseline } from './baseline';
import { durationLine, totalSeconds } from './duration';
import { groups } from './groups';
import type { GroupOptions } from './groups/group';
import { thisMachine } from './machine';
import { performancePath, reportFiles, resultsPath } from './report/page';
import { benchResult, type BenchResult, type GroupResult } from './result';
import { smoke } from './smoke';
import type { Ground } from './subjects';
import { machineLine, tableOf } from './table';

export { UsageError } from './arguments';
export { printOrder } from './order';

export interface BenchSurroundings {
  /** The project's folder. */
  readonly root: string;
  /** Progress. */
  readonly say: (line: string) => void;
  /** The tables. */
  readonly print: (text: string) => void;
  /** For a short run that proves the way and measures nothing. */
  readonly short?: Pick<GroupOptions, 'photographs' | 'imagesPerRound' | 'counts' | 'images'>;
}

/**
 * Runs the groups that the arguments name, prints a table for each, and writes the JSON where one is wished: after each
 * group, so that a run that ends early can be gone on with. What goes wrong with a group is told, and the others run.
 * @throws UsageError
 */
export async function runBench(argv: readonly string[], surroundings: BenchSurroundings): Promise<BenchResult> {
  const known = groups.map(({ name }) => name);
  const given = readArguments(argv, known);
  switch (given.command) {
    case 'groups':
      return measure(given, surroundings);
    case 'smoke':
      return timedSmoke(given, surroundings);
    case 'page':
      return writePage(given.json ?? join(surroundings.root, resultsPath), surroundings);
  }
}

async function timedSmoke({ baseline, json }: BenchArguments, surroundings: BenchSurroundings): Promise<BenchResult> {
  const began = performance.now();
  const { ground } = await prepared(surroundings);
  const measured = await smoke({ ...surroundings, ground });
  const seconds = secondsSince(began);
  surroundings.print(`${durationLine(seconds, 'smoke')}\n`);
  const result = { ...measured, seconds: { smoke: seconds } };
  if (json !== null) write(json, result);
  if (baseline) {
    const { machine, groups: some } = result;
    const { cpu, cores } = machine;
    write(join(surroundings.root, baselinePath), { cpu, cores, seconds, ratios: ratiosOf(some) });
  }
  return result;
}

/** Takes a run's JSON as the one that the project's page of figures is written from. */
function writePage(file: string, { root, say }: BenchSurroundings): BenchResult {
  const text = readFileSync(file, 'utf8');
  const result = benchResult.parse(JSON.parse(text));
  writeFileSync(join(root, resultsPath), text);
  const page = readFileSync(join(root, performancePath), 'utf8');
  for (const [path, content] of Object.entries(reportFiles(page, result))) {
    writeFileSync(join(root, path), content);
    say(`Wrote ${path}.`);
  }
  return result;
}

async function prepared({
  root,
  say,
}: BenchSurroundings): Promise<{ readonly ground: Ground; readonly corpus: string }> {
  const cores = availableParallelism();
  const [load = 0] = loadavg();
  if (load > cores / 4) say(`The load of this machine is ${load.toFixed(1)}: others' work is in these figures.`);
  say('Building the page of the bench …');
  await build({ configFile: join(root, 'bench/vite.config.ts'), logLevel: 'error' });
  const corpus = process.env.CORPUS ?? join(root, '../shared/corpus');
  return { ground: { root, site: join(root, '.cache/bench'), cores }, corpus };
}

async function measure(given: BenchArguments, surroundings: BenchSurroundings): Promise<BenchResult> {
  const { print, short = {} } = surroundings;
  const beganAt = performance.now();
  const say = (line: string) => surroundings.say(`${clock(performance.now() - beganAt)} ${line}`);
  const { ground, corpus } = await prepared(surroundings);
  let result: BenchResult = { version: 1, machine: thisMachine(), groups: [] };
  if (given.resume && given.json !== null && existsSync(given.json))
    result = { ...benchResult.parse(JSON.parse(readFileSync(given.json, 'utf8'))), machine: result.machine };
  const done = (name: string) => result.groups.some(({ group }) => group === name);
  const folder = mkdtempSync(join(tmpdir(), 'manyhands-bench-'));
  try {
    print(`${machineLine(result.machine)}\n`);
    const failed: string[] = [];
    for (const { name, rounds, measure: measured } of groups.filter(({ name }) => given.groups.includes(name))) {
      if (done(name)) {
        say(`${name}: is in the file already.`);
        continue;
      }
      const began = performance.now();
      try {
        const size = given.images === null ? {} : { images: given.images };
        const options = { ground, rounds: given.rounds ?? rounds, corpus, folder, say, ...size, ...short };
        const some: readonly GroupResult[] = await measured(options);
        result = benchResult.parse({
          ...result,
          groups: inOrder([...result.groups, ...some.map((one) => ({ ...one, group: name }))]),
          seconds: { ...result.seconds, [name]: secondsSince(began) },
        });
        if (given.json !== null) write(given.json, result);
        // A peer that fails is no reason to fail; the product is.
        for (const { name: own, workers, why } of some.flatMap(({ absent = [] }) => absent))
          if (own.startsWith('manyhands')) failed.push(`${name}: ${own} × ${workers}: ${why}`);
        for (const one of some) print(`\n${tableOf(one)}\n`);
      } catch (error) {
        failed.push(`${name}: ${String(error)}`);
        say(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      }
      say(`${name}: took ${Math.round(secondsSince(began))} s`);
    }
    if (groups.every(({ name }) => done(name))) print(`\n${durationLine(totalSeconds(result), 'all')}\n`);
    if (failed.length > 0) throw new Error(`Not every group could be measured. ${failed.join('; ')}`);
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(file: string, result: BenchResult | Baseline): void {
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
}

function secondsSince(began: number): number {
  return Number(((performance.now() - began) / 1000).toFixed(1));
}

/** `12:34` of minutes and seconds. */
function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}

/** As `all` runs them, also where a run was gone on with; results of one group stay side by side. */
function inOrder(results: readonly GroupResult[]): GroupResult[] {
  const place = ({ group }: GroupResult) => groups.findIndex(({ name }) => name === group);
  return results.toSorted((one, other) => place(one) - place(other));
}
