import type Vips from 'wasm-vips';
import type { Picture, Thumbnail } from './api';
import { readTrouble } from './codecs/trouble';
import { identify } from './read-item';
import { Scope } from './scope';
import type { ImageLimits } from './api';
import type { VipsLibrary } from './vips';

/** A small upright picture of a file, for lists and for "before". What is cut short is shown as far as it goes. */
export function pictureOf(vips: VipsLibrary, bytes: Uint8Array, maxPx: number, limits: ImageLimits): Thumbnail {
  const header = identify(vips, bytes, limits);
  using scope = new Scope();
  try {
    const image = scope.keep(
      vips.Image.thumbnailBuffer(bytes, maxPx, {
        height: maxPx,
        size: 'down',
        output_profile: 'srgb',
        fail_on: 'none',
      }),
    );
    const { width, height, format } = header;
    return { picture: shown(image, scope), format, width, height };
  } catch (error) {
    throw readTrouble(error, header.format, header.complete);
  }
}

/** JPEG is quickest to write and to show; WebP where there is alpha. */
function shown(image: Vips.Image, scope: Scope): Picture {
  const eight = image.format === 'uchar' ? image : scope.keep(image.colourspace(image.bands < 3 ? 'b-w' : 'srgb'));
  const alpha = eight.hasAlpha();
  const bytes = alpha
    ? eight.webpsaveBuffer({ Q: 80, effort: 1, keep: 'none' })
    : eight.jpegsaveBuffer({ Q: 82, keep: 'none' });
  const { width, height } = eight;
  return { bytes: bytes.buffer as ArrayBuffer, type: alpha ? 'image/webp' : 'image/jpeg', width, height };
}
