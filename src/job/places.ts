import type { Recipe } from '../core/recipe/recipe';

/** The browser decodes one, on a thread of its own, while the worker resizes and encodes the other. */
export const imagesPerWorker = 2;

/**
 * Images on their way in workers. Two for each where the browser may decode; one for each where libvips does, which
 * keeps the worker itself busy; and one for a single worker, since the browser's threads would make two cores of it.
 */
export function placesFor({ decode }: Pick<Recipe, 'decode'>, workers: number): number {
  const isOwnWork = decode === 'exact' || decode === 'full';
  return isOwnWork || workers === 1 ? workers : workers * imagesPerWorker;
}
