import type { Json } from '../core/dataset/json';
import type { Kept } from '../core/dataset/labels';
import type { LabelFile } from './format';
import { markedJson } from './text/exact-json';

/**
 * What was kept for the way back into a format: the value, or what the file's bytes say, for `exactText`; null for another
 * format's.
 */
export async function keptValue(
  kept: Kept | null,
  format: string,
  file: (index: number) => LabelFile | null,
): Promise<Json | null> {
  if (kept?.format !== format) return null;
  if ('value' in kept) return kept.value;
  const bytes = await file(kept.file)?.read(kept.from, kept.to);
  return bytes ? (JSON.parse(markedJson(new TextDecoder().decode(bytes))) as Json) : null; // It was parsed when it was read.
}
