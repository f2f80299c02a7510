import type { GoodSet } from './good-set';
import { setsOfTools } from './good-tool-sets';
import { setsOfTrainers } from './good-trainer-sets';

/** Files of each format that are as they should be. */
export const goodSets: readonly GoodSet[] = [...setsOfTrainers, ...setsOfTools];
