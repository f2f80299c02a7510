import { imageWorker, workerBounds } from '../../app/state/threads';
import { createCrew } from '../../job/create-crew';
import type { Crew } from '../../job/crew';
import { tierHere } from '../../job/tier';
import type { WorkerFactory } from '../../pool';
import { compileKernels } from '../../worker/compile';

/** Starts image workers; how many is asked when they can start. @throws Error where the kernels cannot be loaded. */
export async function begunCrew(workers: () => number, factory: WorkerFactory = imageWorker): Promise<Crew> {
  const [kernels, tier] = await Promise.all([compileKernels(), tierHere()]);
  return createCrew({ workers: workers(), factory, start: { kernels, tier, ...workerBounds } });
}
