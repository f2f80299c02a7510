import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runBench } from '../bench/main';
import { generatedPhotographs } from '../bench/photographs/generated';
import { benchResult, type BenchResult } from '../bench/result';
import { root } from '../tools/prepare.mjs';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'manyhands-bench-test-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('one short round of the bench measures every subject on the same images and writes them down', async () => {
  const sizes = [
    { width: 1200, height: 800 },
    { width: 801, height: 1203 },
  ];
  const photographs = await generatedPhotographs(folder, sizes);
  const json = join(folder, 'bench.json');
  let printed = '';
  await runBench(['camera-jpeg', '--rounds', '1', '--json', json], {
    root,
    say: () => {},
    print: (text) => (printed += text),
    short: { photographs, imagesPerRound: 2 },
  });

  const result: BenchResult = benchResult.parse(JSON.parse(readFileSync(json, 'utf8')));
  const [group] = result.groups;
  expect(Object.keys(result.seconds!)).toEqual(['camera-jpeg']);
  expect(group).toMatchObject({ name: 'camera-jpeg', unit: 'ms/image', better: 'lower' });
  const { cores } = result.machine;
  const always = ['manyhands-auto', 'manyhands-exact', 'sharp', 'canvas', 'jsquash', 'magick-wasm'];
  // A machine may lack these; then it is told.
  const native = ['pillow', 'pillow-draft', 'opencv', 'imagemagick'];
  const measured = group!.subjects.map(({ name }) => name);
  const missing = (group!.absent ?? []).map(({ name, isMissing }) => (isMissing ? name : `${name} failed`));
  expect([...measured, ...missing].sort()).toEqual([...always, ...native].sort());
  expect(measured).toEqual(expect.arrayContaining(always));
  for (const { name, workers, images, value, ssim, bytesPerImage, peakMB } of group!.subjects) {
    expect(workers, name).toBe(cores);
    expect(images, name).toBe(2);
    expect(value.min, name).toBeGreaterThan(0);
    // A picture turned, shifted or swapped for another one is far below.
    expect(ssim, name).toBeGreaterThan(0.9);
    expect(bytesPerImage, name).toBeGreaterThan(10_000);
    expect(peakMB, name).toBeGreaterThan(10);
    expect(printed).toContain(name);
  }
  for (const name of missing) expect(printed).toContain(`${name} × ${cores} is missing: `);
  expect(printed).toContain("sharp's time ÷ manyhands-auto's: ");
  // Ten programs and browsers start one after another.
}, 300_000);

test('the bench refuses what it does not know in a sentence on stderr, with exit code 2', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/bench.mjs', 'no-such-group'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(status).toBe(2);
  expect(stderr).toContain(
    'Expected a group of camera-jpeg, camera-progressive, coco-letterbox, png-alpha, webp, augment-10, scaling, dataset-1000, labels, start, pool, all, or smoke or page, received "no-such-group".',
  );
  expect(stdout).toBe('');
});
