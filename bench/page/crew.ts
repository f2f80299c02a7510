import { imageWorker, workerBounds } from '../../src/app/state/threads';
import { createCrew, parseRecipe } from '../../src/index';
import { Budget } from '../../src/job/budget';
import { placesFor } from '../../src/job/places';
import { tierHere } from '../../src/job/tier';
import { defaultSettings } from '../../src/job/settings';
import { compileKernels } from '../../src/worker/compile';
import { recipes } from '../recipes';
import type { PageStart, Runner } from './api';

/** The product's own pool and workers, as its page starts them. A setting is the recipe's `decode`. */
export async function startCrew({ task, workers }: PageStart): Promise<Runner> {
  const given = recipes[task];
  if (!given) throw new Error(`Expected a recipe for the group "${task}", found none.`);
  const crew = createCrew({
    workers,
    factory: imageWorker,
    start: { tier: await tierHere(), kernels: await compileKernels(), ...workerBounds },
  });
  const limits = { maxPixels: defaultSettings.maxPixelsMp * 1e6, maxPages: defaultSettings.maxPages };
  return (inputs, decode) => {
    const recipe = parseRecipe({ ...given, decode });
    // As many on their way as a job has.
    const turns = new Budget(Infinity, () => placesFor(recipe, workers));
    return Promise.all(
      inputs.map(async ({ name, bytes }) => {
        await turns.enter(0);
        const late = { read: () => Promise.resolve(bytes), bytes: bytes.byteLength };
        const worked = await crew.process(late, { path: name, recipe, limits });
        turns.leave(0);
        if (worked.status !== 'done') throw new Error(`${name}: ${worked.code}. ${worked.detail}`);
        return worked.outputs.map((output) => output.bytes);
      }),
    );
  };
}
