import type Vips from 'wasm-vips';
import type { MagickFrame } from '../magick';
import type { VipsLibrary } from '../vips';
import { photoshopIptc } from './photoshop-iptc';

const interpretations = { grey: 'b-w', rgb: 'srgb', cmyk: 'cmyk' } as const;

/**
 * What another reader has decoded, as a libvips image with the metadata of its file.
 * @returns a new handle, which owns a copy of the pixels.
 */
export function imageOfFrame(vips: VipsLibrary, frame: MagickFrame): Vips.Image {
  const { width, height, bands, space, data, icc, exif, xmp, iptc } = frame;
  const raw = vips.Image.newFromMemory(data, width, height, bands, vips.BandFormat.uchar);
  try {
    const image = raw.copy({ interpretation: interpretations[space] });
    if (icc) image.setBlob('icc-profile-data', icc);
    if (xmp) image.setBlob('xmp-data', xmp);
    if (iptc) image.setBlob('iptc-data', photoshopIptc(iptc));
    // libvips takes its tags apart as the block is set, and writes those.
    if (exif) image.setBlob('exif-data', exif);
    return image;
  } finally {
    raw.delete();
  }
}
