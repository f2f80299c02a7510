import { drawSample } from '../sample/sample';
import { items } from '../state/items';

const most = 24;

/** The person's first images, or the sample where there are none. */
export async function filesForLessons(): Promise<Blob[]> {
  const usable = items
    .rows()
    .filter(({ item, state }) => item.trouble === null && state !== 'failed' && state !== 'skipped');
  if (usable.length === 0) return drawSample();
  return Promise.all(usable.slice(0, most).map(async ({ item }) => new Blob([await item.read()])));
}
