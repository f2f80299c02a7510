import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runBench } from '../bench/main';
import { generatedPhotographs } from '../bench/photographs/generated';
import { benchResult, type BenchResult } from '../bench/result';
import { root } from '../tools/prepare.mjs';
import { temporaryFolder } from './visit';

test('whatever a subject makes of a photograph augmented ten times, it is of the windows that the product draws', async () => {
  const photographs = await generatedPhotographs(temporaryFolder(), [
    { width: 1200, height: 800 },
    { width: 801, height: 1203 },
  ]);
  const short = { photographs, imagesPerRound: 2 };
  const { groups } = await runBench(['augment-10', '--rounds', '1'], { root, say: () => {}, print: () => {}, short });
  const { subjects } = groups[0]!;
  expect(subjects.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['manyhands-auto', 'manyhands-exact', 'sharp', 'sharp-decoded-once']),
  );
  // A picture turned, shifted or swapped for another one is far below.
  for (const { name, ssim } of subjects) expect(ssim, name).toBeGreaterThan(0.9);
});

test('a short run of the pool group measures every library in its world, and prints the goals', async () => {
  const json = join(temporaryFolder(), 'pool.json');
  let printed = '';
  await runBench(['pool', '--rounds', '1', '--json', json], {
    root,
    say: () => {},
    print: (text) => (printed += text),
    short: { counts: { trips: 20, tasks: 500, buffers: 8, starts: 1, idleMs: 100 } },
  });

  const { groups, machine }: BenchResult = benchResult.parse(JSON.parse(readFileSync(json, 'utf8')));
  const web = ['manyhands', 'comlink', 'workerpool', 'postMessage'];
  const node = [...web, 'piscina', 'tinypool'];
  const withApply = ([first, ...others]: string[]) => [first, 'manyhands-apply', ...others];
  const told = groups.map(({ name, unit, subjects }) => [name, unit, subjects.map((subject) => subject.name)]);
  expect(told).toEqual([
    ['pool-round-trip-chromium', 'µs', web],
    ['pool-round-trip-node', 'µs', node],
    ['pool-map-chromium', 'tasks/s', withApply(web)],
    ['pool-map-node', 'tasks/s', withApply(node)],
    ['pool-transfer-chromium', 'MB/s', withApply(web)],
    ['pool-transfer-node', 'MB/s', withApply(node)],
    ['pool-start-chromium', 'ms', web],
    ['pool-start-node', 'ms', node],
    ['pool-idle-chromium', 'ms/s', web],
    ['pool-idle-node', 'ms/s', node],
  ]);
  for (const { name, subjects } of groups) {
    const most = /map|idle/.test(name) ? machine.cores : 1;
    for (const { workers, value } of subjects) {
      expect(workers, name).toBe(most);
      if (!name.includes('idle')) expect(value.min, name).toBeGreaterThan(0);
    }
  }
  // Two worlds each; whether they are met is a matter of the machine and of a longer run.
  const goals = printed.match(/\(expected at (?:least|most) [\d.]+: (?:met|MISSED)\)/g) ?? [];
  const wished = goals.map((goal) => goal.replace(/: .*/, '').slice(1));
  const each = ['at most 1.3', 'at least 5', 'at least 1', 'at least 0.95', 'at most 0.5'];
  expect(wished.sort()).toEqual([...each, ...each].map((goal) => `expected ${goal}`).sort());
});
