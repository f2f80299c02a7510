import { expect, test } from 'vitest';
import { runBench } from '../bench/main';
import { generatedPhotographs } from '../bench/photographs/generated';
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
