import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from '../../tools/prepare.mjs';
import { cocoPhotographs } from '../photographs/sets';
import { openProduct, runOver } from '../product/visit';
import { recipes } from '../recipes';
import type { GroupResult } from '../result';
import { spreadOf } from '../statistics';
import { within } from '../subjects/patient';
import type { Group } from './group';

const goals = { cold: 1.5, warm: 0.6 } as const;

/**
 * From the page's `load` event to the first image done, by the page's own clock; the image is dropped and run as soon as
 * the page takes it. Cold is a browser that never saw the page, warm is its next visit.
 */
export const start: Group = {
  name: 'start',
  rounds: 5,
  async measure(options) {
    const { ground, rounds, folder, say } = options;
    build({ quiet: true });
    const [photograph] = await cocoPhotographs(options);
    const own = join(folder, 'start');
    mkdirSync(own, { recursive: true });
    const seconds = { cold: [] as number[], warm: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      const product = await openProduct(ground.root, own, recipes['dataset-1000']!);
      try {
        for (const visit of ['cold', 'warm'] as const) {
          const once = product.visit().then((page) => firstDone(page, photograph!.path));
          const taken = await within(once, 60_000, `start: no image done at the ${visit} visit`);
          seconds[visit].push(taken);
          say(`start: round ${round + 1} of ${rounds}, ${visit}: ${taken.toFixed(2)} s`);
        }
      } finally {
        await product.close();
      }
    }
    return (['cold', 'warm'] as const).map((visit) => resultOf(visit, seconds[visit], ground.cores));
  },
};

async function firstDone(page: Page, path: string): Promise<number> {
  await runOver(page, [path]);
  const ms = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    return globalThis.benchDoneMs! - navigation!.loadEventEnd;
  });
  return ms / 1000;
}

function resultOf(visit: keyof typeof goals, seconds: readonly number[], workers: number): GroupResult {
  const short = (value: number) => Number(value.toFixed(3));
  const { min, median, max } = spreadOf(seconds);
  const value = { min: short(min), median: short(median), max: short(max) };
  return {
    name: `start-${visit}`,
    summary: `the page loaded, ${visit === 'cold' ? 'for the first time' : 'once more'} → the first image done`,
    unit: 's',
    better: 'lower',
    subjects: [{ name: 'manyhands-auto', workers, value }],
    ratios: [{ title: `seconds of a ${visit} start`, value: value.median, expected: { atMost: goals[visit] } }],
  };
}
