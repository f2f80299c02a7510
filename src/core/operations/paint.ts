import type Vips from 'wasm-vips';
import { piped } from './handles';
import type { Fill } from './operation';

/** White in an image's own numbers, by its interpretation as libvips' `interpretation_max_alpha` has it. */
export function fullRange(image: Vips.Image): number {
  switch (image.interpretation) {
    case 'rgb16':
    case 'grey16':
      return 65535;
    case 'scrgb':
      return 1;
    default:
      return 255;
  }
}

/** Grey without loss of depth: libvips' `b-w` from linear light, `grey16` for 16 bits. Grey stays as it is. */
export function toGrey(image: Vips.Image): Vips.Image {
  if (image.bands < 3) return image.copy();
  return image.colourspace(image.interpretation === 'rgb16' ? 'grey16' : 'b-w');
}

/**
 * An image that can show `fill`, and the fill in that image's numbers. A fill that is not opaque brings an opaque image
 * an alpha band; on a grey image a coloured fill is made grey as `grayscale` would.
 * @param premultiplied Whether the image, where it has alpha, is premultiplied: the fill is then too.
 * @returns a new handle.
 */
export function ready(
  vips: typeof Vips,
  image: Vips.Image,
  fill: Fill,
  premultiplied: boolean,
): { image: Vips.Image; background: number[] } {
  const range = fullRange(image);
  const hadAlpha = image.hasAlpha();
  const colourBands = image.bands - (hadAlpha ? 1 : 0);
  const [red, green, blue, alpha] = fill;
  const colours = colourBands < 3 ? [greyOf(vips, fill)] : [red, green, blue];
  const scale = premultiplied && hadAlpha ? alpha * range : range;
  const background = colours.map((part) => part * scale);
  if (!hadAlpha && alpha === 1) return { image: image.copy(), background };
  return { image: hadAlpha ? image.copy() : image.addalpha(), background: [...background, alpha * range] };
}

/** A colour's grey as a fraction, by the very function that makes images grey. */
function greyOf(vips: typeof Vips, [red, green, blue]: Fill): number {
  if (red === green && green === blue) return red;
  const samples = Uint16Array.from([red, green, blue], (part) => Math.round(part * 65535));
  const pixel = vips.Image.newFromMemory(samples, 1, 1, 3, vips.BandFormat.ushort);
  try {
    const grey = piped(
      pixel,
      (one) => one.copy({ interpretation: 'rgb16' }),
      (one) => one.colourspace('grey16'),
    );
    const [value = 0] = grey.getpoint(0, 0);
    grey.delete();
    return value / 65535;
  } finally {
    pixel.delete();
  }
}
