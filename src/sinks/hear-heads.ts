import type { Item } from '../core/dataset/item';
import type { Head } from '../desk/label-api';
import type { Desk } from './desk';

/** Headers lie in the first bytes, behind profiles and previews of some 100 kB. */
const headBytes = 1_000_000;
/** Entries of archives are unpacked for their first bytes: so many bytes of them, no more. */
const mostUnpacked = 200e6;
/** In one message. */
const atOnce = 50;

/** What of the desk hears them. */
export type Hearing = Pick<Desk, 'headsWanted' | 'hearHeads'>;

/** Hands the desk the beginnings of images that it wants, until `signal` says that something else is to be done. */
export async function hearHeads(desk: Hearing, items: readonly Item[], signal: AbortSignal): Promise<void> {
  const byPath = new Map(items.map((item) => [item.path, item]));
  const wanted = (await desk.headsWanted()).flatMap((path) => byPath.get(path) ?? []);
  let unpacked = 0;
  let heads: Head[] = [];
  for (const { path, file, bytes, trouble, read } of wanted) {
    if (signal.aborted) return;
    if (trouble) continue;
    // What a source has as a file is one of the browser's.
    if (file) heads.push({ path, head: (file as File).slice(0, headBytes) });
    else if (unpacked + bytes <= mostUnpacked) {
      unpacked += bytes;
      try {
        heads.push({ path, head: (await read()).slice(0, headBytes) });
      } catch {
        // It fails as an item, with its own sentence.
      }
    }
    if (heads.length < atOnce) continue;
    await desk.hearHeads(heads);
    heads = [];
  }
  if (heads.length > 0 && !signal.aborted) await desk.hearHeads(heads);
}
