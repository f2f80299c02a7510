import { aborts } from './aborts';
import { bounds } from './bounds';
import { chunks } from './chunks';
import { deaths } from './deaths';
import { iterates } from './iterates';
import { needs } from './needs';
import { processes } from './processes';
import { python } from './python';
import { queues } from './queues';
import { results } from './results';
import { starts } from './starts';

/** Written once, run in every world that the pool serves. */
export const cases = [
  ...results,
  ...deaths,
  ...starts,
  ...aborts,
  ...bounds,
  ...needs,
  ...chunks,
  ...iterates,
  ...processes,
  ...queues,
  ...python,
];
