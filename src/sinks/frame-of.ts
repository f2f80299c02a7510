import type { Item } from '../core/dataset/item';
import type { FrameFinding } from '../core/dataset/label-frame';
import type { Desk } from './desk';
import { headsOf } from './heads-of';

/** How many images are looked at; of more, so many spread over all. */
const mostHeard = 2000;

/** Which EXIF frame labels were drawn in, and the path of one image that EXIF lays on its side; null where it does none. */
export interface FoundFrame {
  readonly frame: FrameFinding;
  readonly turned: string | null;
}

/** What of the desk finds it. */
export type FrameFinder = Pick<Desk, 'frameWitnesses' | 'hearFrames' | 'foundFrame'>;

/** Has the desk find which EXIF frame its labels were drawn in, by the headers of images among the items. */
export async function frameOf(desk: FrameFinder, items: readonly Item[]): Promise<FoundFrame> {
  let turned: string | null = null;
  const byPath = new Map(items.map((item) => [item.path, item]));
  const witnesses = (await desk.frameWitnesses()).flatMap((path) => byPath.get(path) ?? []);
  const every = Math.max(1, witnesses.length / mostHeard);
  const some = Array.from({ length: Math.min(witnesses.length, mostHeard) }, (_, at) => Math.floor(at * every));
  for await (const heads of headsOf(some.flatMap((at) => witnesses[at] ?? []))) {
    const [first = null] = await desk.hearFrames(heads);
    turned ??= first;
  }
  return { frame: await desk.foundFrame(), turned };
}
