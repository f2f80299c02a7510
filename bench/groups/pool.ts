import type { Arena, ContestantName } from '../pool/arena';
import { buildForNode, buildForWeb } from '../pool/build';
import type { TimedMeasure } from '../pool/measures';
import { openPageArena } from '../pool/page-arena';
import { openProgramArena } from '../pool/program-arena';
import { poolCounts, questions, type Figures, type PoolCounts, type PoolWorldName } from '../pool/questions';
import { interleave } from '../rounds';
import { spreadOf } from '../statistics';
import type { GroupResult } from '../result';
import type { Group, GroupOptions } from './group';

const measures = Object.keys(questions) as (keyof typeof questions)[];

const contestants: Readonly<Record<PoolWorldName, readonly ContestantName[]>> = {
  chromium: ['manyhands', 'manyhands-apply', 'comlink', 'workerpool', 'postMessage'],
  node: ['manyhands', 'manyhands-apply', 'comlink', 'workerpool', 'postMessage', 'piscina', 'tinypool'],
};

/** What the pool costs beside its peers: one result for each question and world. */
export const pool: Group = {
  name: 'pool',
  rounds: 3,
  async measure(options) {
    options.say('pool: building the page and the program');
    const [site, program] = [await buildForWeb(), await buildForNode()];
    const measured: GroupResult[] = [
      ...(await inWorld('chromium', (name) => openPageArena(site, name), options)),
      ...(await inWorld('node', async (name) => openProgramArena(program, name), options)),
    ];
    // Those that answer the same question stand side by side.
    return measures.flatMap((measure) => measured.filter(({ name }) => name.startsWith(`pool-${measure}-`)));
  },
};

interface Entrant {
  readonly name: ContestantName;
  readonly arena: Arena;
}

async function inWorld(
  world: PoolWorldName,
  open: (name: ContestantName) => Promise<Arena>,
  options: GroupOptions,
): Promise<GroupResult[]> {
  const entrants: Entrant[] = [];
  try {
    for (const name of contestants[world]) {
      options.say(`pool: starting ${name} in ${world}`);
      entrants.push({ name, arena: await open(name) });
    }
    const measured: GroupResult[] = [];
    for (const measure of measures) measured.push(await measuredIn(world, measure, entrants, options));
    return measured;
  } finally {
    await Promise.all(entrants.map(({ arena }) => arena.close()));
  }
}

async function measuredIn(
  world: PoolWorldName,
  measure: keyof typeof questions,
  all: readonly Entrant[],
  { ground, rounds, say, counts = poolCounts }: GroupOptions,
): Promise<GroupResult> {
  const name = `pool-${measure}-${world}`;
  const question = questions[measure];
  const entrants = all.filter((entrant) => entrant.name in question.entrants);
  const workers = question.workers === 'one' ? 1 : ground.cores;
  const chosen: number[] = [];
  for (const entrant of entrants) {
    say(`${name}: warming up ${entrant.name}`);
    const choices = question.entrants[entrant.name]!;
    chosen.push(await warmedUp(entrant, measure, choices, workers, counts));
  }
  const tell = (round: number, of: string) => say(`${name}: round ${round + 1} of ${rounds}, ${of} ${question.unit}`);
  const values =
    measure === 'idle'
      ? await idling(entrants, rounds, counts.idleMs, tell)
      : await interleave(entrants, rounds, async (entrant, round) => {
          const figure = await entrant.arena.measure(measure, countOf(measure, counts));
          tell(round, `${entrant.name}: ${figure.toFixed(1)}`);
          return figure;
        });
  const figures: Figures = new Map(entrants.map((entrant, index) => [entrant.name, values[index]!]));
  const { unit, better, summary } = question;
  return {
    name,
    summary,
    unit,
    better,
    subjects: entrants.map((entrant, index) => ({
      name: entrant.name,
      workers,
      value: rounded(values[index]!),
      ...(question.entrants[entrant.name]!.length > 1 ? { setting: settingName(chosen[index]!) } : {}),
    })),
    ratios: question.ratios(figures),
  };
}

/**
 * Lets it do the work twice with every choice, and opens it for the rounds with the fastest. A fifth of the work is
 * enough to tell; before the rounds all of it is done once.
 */
async function warmedUp(
  { arena }: Entrant,
  measure: keyof typeof questions,
  choices: readonly number[],
  workers: number,
  counts: PoolCounts,
): Promise<number> {
  const timed = measure === 'idle' ? 'map' : measure;
  const count = countOf(timed, counts);
  let best = { atOnce: choices[0]!, figure: -Infinity };
  for (const atOnce of choices.length > 1 ? choices : []) {
    await arena.open({ workers, atOnce });
    for (let time = 0; time < 2; time++) {
      const figure = await arena.measure(timed, Math.ceil(count / 5));
      // Only rates have a choice: the higher, the better.
      if (figure > best.figure) best = { atOnce, figure };
    }
  }
  await arena.open({ workers, atOnce: best.atOnce });
  await arena.measure(timed, measure === 'idle' ? Math.ceil(count / 100) : count);
  return best.atOnce;
}

/** All wait at the same time: nobody waits faster for being alone. */
async function idling(
  entrants: readonly Entrant[],
  rounds: number,
  idleMs: number,
  tell: (round: number, of: string) => void,
): Promise<number[][]> {
  const values: number[][] = entrants.map(() => []);
  for (let round = 0; round < rounds; round++) {
    const before = entrants.map(({ arena }) => arena.cpuMs());
    await new Promise((passed) => setTimeout(passed, idleMs));
    entrants.forEach(({ arena }, index) => values[index]!.push((arena.cpuMs() - before[index]!) / (idleMs / 1000)));
    tell(round, entrants.map(({ name }, index) => `${name} ${values[index]!.at(-1)!.toFixed(2)}`).join(', '));
  }
  return values;
}

function countOf(measure: TimedMeasure, { trips, tasks, buffers, starts }: PoolCounts): number {
  return { 'round-trip': trips, map: tasks, transfer: buffers, start: starts }[measure];
}

function settingName(atOnce: number): string {
  return atOnce === Infinity ? 'all at once' : `${atOnce} at once`;
}

function rounded(values: readonly number[]) {
  const { min, median, max } = spreadOf(values);
  const short = (value: number) => Number(value.toFixed(3));
  return { min: short(min), median: short(median), max: short(max) };
}
