import { imageWorker, workerBounds } from '../../src/app/state/threads';
import { createCrew, parseRecipe } from '../../src/index';
import { Budget } from '../../src/job/budget';
import { lookAhead } from '../../src/job/longest-first';
import { placesFor } from '../../src/job/places';
import { tierHere } from '../../src/job/tier';
import { defaultSettings } from '../../src/job/settings';
import { compileKernels } from '../../src/worker/compile';
import { recipes } from '../recipes';
import { withLabels, type PageStart, type Runner } from './api';
import { labelledRuns } from './labelled';

/**
 * The product's own pool and workers, as its page starts them. A setting is the recipe's `decode`, and `withLabels` behind
 * it where every image comes with labels, which are written at the end.
 */
export async function startCrew({ task, workers }: PageStart): Promise<Runner> {
  const given = recipes[task];
  if (!given) throw new Error(`Expected a recipe for the group "${task}", found none.`);
  const crew = createCrew({
    workers,
    factory: imageWorker,
    start: { tier: await tierHere(), kernels: await compileKernels(), ...workerBounds },
  });
  const limits = { maxPixels: defaultSettings.maxPixelsMp * 1e6, maxPages: defaultSettings.maxPages };
  let begin: ReturnType<typeof labelledRuns> | null = null;
  return async (inputs, setting) => {
    const recipe = parseRecipe({ ...given, decode: setting.replace(withLabels, '') });
    const isLabelled = setting.endsWith(withLabels);
    if (isLabelled)
      // A job's items differ, and so do their labels, where the same few images come again and again.
      begin ??= labelledRuns(inputs.map(itemName), recipe);
    const run = isLabelled ? await (await begin!)() : null;
    inputs.slice(0, lookAhead).forEach((input, index) => run?.expect(itemName(input, index)));
    // As many on their way as a job has.
    const turns = new Budget(Infinity, () => placesFor(recipe, workers));
    const outputs = await Promise.all(
      inputs.map(async ({ name, bytes }, index) => {
        await turns.enter(0);
        const next = inputs[index + lookAhead];
        if (next) run?.expect(itemName(next, index + lookAhead));
        const late = { read: () => Promise.resolve(bytes), bytes: bytes.byteLength };
        const labels = await run?.of(itemName({ name }, index));
        const worked = await crew.process(late, { path: name, recipe, limits, ...(labels && { labels }) });
        run?.keep(worked, itemName({ name }, index));
        turns.leave(0);
        if (worked.status !== 'done') throw new Error(`${name}: ${worked.code}. ${worked.detail}`);
        return worked.outputs.map((output) => output.bytes);
      }),
    );
    await run?.write();
    return outputs;
  };
}

function itemName({ name }: { readonly name: string }, index: number): string {
  return `${index}/${name}`;
}
