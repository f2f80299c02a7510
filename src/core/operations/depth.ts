import type Vips from 'wasm-vips';
import { kept, piped } from './handles';

/**
 * An image of 8 or 16 bits a sample. Floats are linear light from 0 to 1 (libvips' scRGB), grey ones as well.
 * @param image Stays the caller's. @returns a new handle.
 */
export function withBits(image: Vips.Image, bits: 8 | 16): Vips.Image {
  const isGrey = image.bands < 3;
  const name = bits === 16 ? (isGrey ? 'grey16' : 'rgb16') : isGrey ? 'b-w' : 'srgb';
  return piped(image, asColours, (one) => one.colourspace(name));
}

/** Grey of linear light as three equal bands, since libvips converts from no other; the rest as it is. */
export function asColours(image: Vips.Image): Vips.Image {
  if (image.bands > 2 || image.interpretation !== 'scrgb') return image.copy();
  return kept((keep) => {
    const grey = keep(image.extractBand(0));
    const bands = image.bands === 2 ? [grey, grey, keep(image.extractBand(1))] : [grey, grey];
    return keep(grey.bandjoin(bands)).copy({ interpretation: 'scrgb' });
  });
}
