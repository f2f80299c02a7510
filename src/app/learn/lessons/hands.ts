import { workers } from 'manyhands/pool';

// The types of the module are what may be called; the worker itself starts when a Process or a Pool needs it.
export const tasks = workers<typeof import('./tasks')>(
  () => new Worker(new URL('./tasks.ts', import.meta.url), { type: 'module' }),
);
