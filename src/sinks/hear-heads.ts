import type { Item } from '../core/dataset/item';
import type { Desk } from './desk';
import { headsOf } from './heads-of';

/** Of entries of archives. */
const mostUnpacked = 200e6;

/** What of the desk hears them. */
export type Hearing = Pick<Desk, 'headsWanted' | 'hearHeads'>;

/** Hands the desk the beginnings of images that it wants, until `signal` says that something else is to be done. */
export async function hearHeads(desk: Hearing, items: readonly Item[], signal: AbortSignal): Promise<void> {
  const byPath = new Map(items.map((item) => [item.path, item]));
  const wanted = (await desk.headsWanted()).flatMap((path) => byPath.get(path) ?? []);
  for await (const heads of headsOf(wanted, { mostUnpacked, signal })) await desk.hearHeads(heads);
}
