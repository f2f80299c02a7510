import type { Item } from '../core/dataset/item';
import type { FrameFinding } from '../core/dataset/label-frame';
import type { Desk } from './desk';

/** How many images are looked at; of more, so many spread over all. */
const mostHeard = 2000;
/** Headers lie in the first bytes, behind profiles and previews of some 100 kB. */
const headBytes = 1_000_000;

/** Which EXIF frame labels were drawn in, and the path of one image that EXIF lays on its side; null where it does none. */
export interface FoundFrame {
  readonly frame: FrameFinding;
  readonly turned: string | null;
}

/** Has the desk find which EXIF frame its labels were drawn in, by the headers of images among the items. */
export async function frameOf(desk: Desk, items: readonly Item[]): Promise<FoundFrame> {
  let turned: string | null = null;
  const byPath = new Map(items.map((item) => [item.path, item]));
  const witnesses = (await desk.frameWitnesses()).flatMap((path) => byPath.get(path) ?? []);
  const every = Math.max(1, witnesses.length / mostHeard);
  for (let at = 0; at < witnesses.length; at += every) {
    const item = witnesses[Math.floor(at)];
    if (!item || item.trouble) continue;
    try {
      // What a source has as a file is one of the browser's.
      const file = item.file as File | undefined;
      const isTurned = await desk.hearFrame(item.path, file ? file.slice(0, headBytes) : await item.read());
      if (isTurned) turned ??= item.path;
    } catch {
      // It fails as an item, with its own sentence.
    }
  }
  return { frame: await desk.foundFrame(), turned };
}
