import type Vips from 'wasm-vips';
import type { MagickFrame } from '../magick';
import type { VipsLibrary } from '../vips';

const interpretations = { grey: 'b-w', rgb: 'srgb', cmyk: 'cmyk' } as const;

/**
 * What another reader has decoded, as a libvips image with the metadata of its file.
 * @returns a new handle, which owns a copy of the pixels.
 */
export function imageOfFrame(vips: VipsLibrary, frame: MagickFrame): Vips.Image {
  const { width, height, bands, space, data } = frame;
  const raw = vips.Image.newFromMemory(data, width, height, bands, vips.BandFormat.uchar);
  try {
    const image = raw.copy({ interpretation: interpretations[space] });
    for (const [name, blob] of Object.entries({
      'icc-profile-data': frame.icc,
      'exif-data': frame.exif,
      'xmp-data': frame.xmp,
    }))
      if (blob) image.setBlob(name, blob);
    return image;
  } finally {
    raw.delete();
  }
}
