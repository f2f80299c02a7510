import { asyncResults } from './async-result';
import type { PythonCase } from './case';
import { imaps } from './imap';
import { miscellany } from './miscellany';
import { poolLife } from './pool-life';
import { poolMaps } from './pool-maps';
import { processEnds } from './process-ends';
import { processLife } from './process';
import { processNames } from './process-names';
import { queues } from './queue';
import { shared } from './shared';

/** The documented behaviour of Python's `multiprocessing`, as cases that the pool holds to. */
export const python: readonly PythonCase[] = [
  ...processLife,
  ...processEnds,
  ...processNames,
  ...poolLife,
  ...poolMaps,
  ...asyncResults,
  ...imaps,
  ...queues,
  ...shared,
  ...miscellany,
];
