import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copies, picture } from '../../pictures';
import { temporaryFolder } from '../../visit';
import { chosen, visiting } from '../start';
import type { Visitor } from '../visitor';

const many = 24;

/** Runs pictures that take long enough for a person to press a button meanwhile: libvips decodes and writes them. */
async function begun(): Promise<Visitor> {
  const folder = temporaryFolder();
  const seed = await picture(join(folder, 'seed.png'), { width: 2400, height: 1800 });
  const person = await visiting();
  await person.loadRecipe({ version: 1, steps: [{ op: 'flip', axis: 'horizontal' }], output: { format: 'png' } });
  await person.pick(...copies(seed, join(folder, 'set'), many));
  await person.hasRows(many);
  await person.click('Run');
  await expect.poll(() => person.settled(), { timeout: 120_000, interval: 50 }).toBeGreaterThanOrEqual(2);
  return person;
}

test(`${chosen}: a cancel keeps what is done, skips the rest, and a retry takes the rest up again`, async () => {
  const person = await begun();
  await person.click('Cancel');
  await person.is('done');
  const first = await person.downloadAll();
  const { done, skipped, failed } = first.report.counts;
  expect(done).toBeGreaterThanOrEqual(2);
  expect(skipped).toBeGreaterThan(0);
  expect([failed, done + skipped]).toEqual([0, many]);
  await person.click('Retry cancelled');
  await person.is('done');
  const second = await person.downloadAll();
  expect(second.report.counts).toEqual({ done: many, skipped: 0, failed: 0 });
  for (const [path, bytes] of first.files) expect(second.files.get(path)?.equals(bytes), path).toBe(true);
});

test(`${chosen}: a pause lets the workers run empty, and resuming brings the run to its end`, async () => {
  const person = await begun();
  await person.click('Pause');
  await person.is('paused');
  await person.sees(`document.querySelectorAll('.lane[data-busy]').length === 0`, 'workers that wait');
  const before = await person.settled();
  expect(before).toBeLessThan(many);
  // Sixty drawings long nothing is taken up.
  const busy = await person.engine.evaluate<number>(`(async () => {
    let busy = 0;
    for (let frame = 0; frame < 60; frame++) {
      await new Promise(requestAnimationFrame);
      busy += document.querySelectorAll('.lane[data-busy]').length;
    }
    return busy;
  })()`);
  expect([busy, await person.settled()]).toEqual([0, before]);
  await person.click('Resume');
  await person.is('done');
  expect((await person.downloadAll()).report.counts).toEqual({ done: many, skipped: 0, failed: 0 });
});
