import { sharesMemory, type Tier } from '../core/tier';

/**
 * What this page can compute with: the one place that looks. Without shared memory wasm-vips would hang silently at its start,
 * so it is never asked for.
 */
export async function tierHere(): Promise<Tier> {
  return { name: sharesMemory() ? 'full' : 'light', writesWebp: await writesWebp() };
}

/** A canvas gives PNG, without a word, for a type that it does not write. */
async function writesWebp(): Promise<boolean> {
  const type = 'image/webp';
  try {
    const canvas = new OffscreenCanvas(1, 1);
    canvas.getContext('2d');
    return (await canvas.convertToBlob({ type })).type === type;
  } catch {
    return false;
  }
}
