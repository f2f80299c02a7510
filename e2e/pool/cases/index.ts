import { aborts } from './aborts';
import { bounds } from './bounds';
import { chunks } from './chunks';
import { deaths } from './deaths';
import { iterates } from './iterates';
import { moves } from './moves';
import { needs } from './needs';
import { processes } from './processes';
import { python } from './python';
import { queues } from './queues';
import { results } from './results';
import { starts } from './starts';
import { tells } from './tells';

/** Written once, run in every world that the pool serves. */
export const cases = [
  ...results,
  ...moves,
  ...deaths,
  ...starts,
  ...aborts,
  ...bounds,
  ...needs,
  ...chunks,
  ...iterates,
  ...processes,
  ...queues,
  ...tells,
  ...python,
];
