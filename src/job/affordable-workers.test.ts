import { expect, it } from 'vitest';
import { affordableWorkers, bytesPerWorker, mostThreads, threadsPerWorker } from './affordable-workers';

it.each([
  [1, 8, 1],
  [2, 8, 2],
  [8, 8, 8],
  [32, 8, 16],
  [128, 64, 16],
  [32, undefined, 16],
  [8, undefined, 8],
  [8, 2, 4],
  [32, 1, 2],
  [4, 0.5, 1],
  [2, 0.25, 1],
])('%i cores and %s GiB are given %i workers', (hardwareConcurrency, deviceMemory, workers) => {
  const machine = { hardwareConcurrency, ...(deviceMemory === undefined ? {} : { deviceMemory }) };
  const given = affordableWorkers(machine);
  expect(given).toBe(workers);
  expect(given * threadsPerWorker).toBeLessThanOrEqual(mostThreads);
  if (deviceMemory !== undefined && given > 1)
    expect(given * bytesPerWorker).toBeLessThanOrEqual((deviceMemory * 2 ** 30) / 2);
});
