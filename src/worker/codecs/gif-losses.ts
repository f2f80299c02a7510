import type Vips from 'wasm-vips';
import type { Note } from '../../core/dataset/outcome';

/**
 * What an image loses as a GIF: colours beyond its palette, and alpha but for clear and opaque.
 * @param image In memory, of 8 bits, grey or RGB, alpha last.
 */
export function gifLosses(image: Vips.Image, bitdepth: number): readonly Note[] {
  const most = 2 ** bitdepth;
  const { colours, isHalfClear } = lookedThrough(image, most);
  return [
    ...(colours > most ? [{ code: 'colours-reduced', detail: `GIF holds ${most} colours, so the nearest were taken.` } as const] : []), // prettier-ignore
    ...(isHalfClear ? [alphaReduced] : []),
  ];
}

const alphaReduced: Note = {
  code: 'alpha-reduced',
  detail: 'GIF holds pixels that are clear or opaque, so those between became one of the two.',
};

/** So many bytes come out of libvips' memory at once. */
const mostBytes = 2 ** 22;

/** Stops counting colours once they are too many. */
function lookedThrough(image: Vips.Image, most: number): { colours: number; isHalfClear: boolean } {
  const { width, height, bands } = image;
  const hasAlpha = bands === 2 || bands === 4;
  const seen = new Set<number>();
  let isHalfClear = false;
  const rows = Math.max(1, Math.floor(mostBytes / (width * bands)));
  for (let top = 0; top < height; top += rows) {
    const part = image.crop(0, top, width, Math.min(rows, height - top));
    try {
      const data = part.writeToMemory();
      for (let at = 0, last = -2; at < data.length; at += bands) {
        const alpha = hasAlpha ? data[at + bands - 1]! : 255; // Each pixel has all its bands.
        isHalfClear ||= alpha > 0 && alpha < 255;
        if (seen.size > most && (isHalfClear || !hasAlpha)) return { colours: seen.size, isHalfClear };
        const first = data[at]!;
        const colour = alpha === 0 ? -1 : bands < 3 ? first : (first << 16) | (data[at + 1]! << 8) | data[at + 2]!;
        if (colour === last || seen.size > most) continue;
        seen.add((last = colour));
      }
    } finally {
      part.delete();
    }
  }
  return { colours: seen.size, isHalfClear };
}
