import type { Tier } from '../../core/tier';
import { tierHere } from '../../job/tier';
import { Store } from './store';

/** What this page computes with; null for the moment in which that is found out. */
export const tierState = new Store<Tier | null>(null);

/** The same, for whoever can wait. */
export const theTier: Promise<Tier> = tierHere().then((tier) => {
  tierState.set(tier);
  return tier;
});
