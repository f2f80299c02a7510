import { drawSample } from '../sample/sample';
import { isUsable, items } from '../state/items';

const most = 24;
/** With less to do than this, starting the workers would be most of what a lesson shows. */
const enough = { images: 96, bytes: 24e6 };

/** The person's first images, or the sample where there are none; few small ones are taken several times over. */
export async function filesForLessons(): Promise<Blob[]> {
  const usable = items.rows().filter(isUsable);
  const files =
    usable.length === 0
      ? await drawSample()
      : await Promise.all(usable.slice(0, most).map(async ({ item }) => new Blob([await item.read()])));
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const times = Math.max(1, Math.floor(Math.min(enough.images / files.length, enough.bytes / bytes)));
  return Array<Blob[]>(times).fill(files).flat();
}
