import type { Item } from '../core/dataset/item';
import type { Head } from '../desk/label-api';

/** Headers lie in the first bytes, behind profiles and previews of some 100 kB. */
const headBytes = 1_000_000;
/** In one message. */
const atOnce = 50;

export interface HeadsOptions {
  /** Entries of archives are unpacked for their first bytes: so many bytes of them, no more. Default all. */
  readonly mostUnpacked?: number;
  /** Ends it. */
  readonly signal?: AbortSignal;
}

/** The beginnings of images, for a message each; none of what cannot be read, which fails as an item with its own sentence. */
export async function* headsOf(
  items: readonly Item[],
  { mostUnpacked = Infinity, signal }: HeadsOptions = {},
): AsyncGenerator<readonly Head[], void, undefined> {
  let unpacked = 0;
  let heads: Head[] = [];
  for (const { path, file, bytes, trouble, read } of items) {
    if (signal?.aborted) return;
    if (trouble) continue;
    // What a source has as a file is one of the browser's.
    if (file) heads.push({ path, head: (file as File).slice(0, headBytes) });
    else if (unpacked + bytes <= mostUnpacked) {
      unpacked += bytes;
      try {
        heads.push({ path, head: (await read()).slice(0, headBytes) });
      } catch {
        continue;
      }
    }
    if (heads.length < atOnce) continue;
    yield heads;
    heads = [];
  }
  if (heads.length > 0 && !signal?.aborted) yield heads;
}
