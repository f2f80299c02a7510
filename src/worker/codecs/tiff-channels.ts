import type Vips from 'wasm-vips';
import { Bytes } from '../../core/header/bytes';
import { tiffDirectories, tiffTag, type TiffDirectory } from '../../core/header/tiff';
import { colourSamples } from '../../core/header/tiff-kinds';

/** ExtraSamples (TIFF 6.0, section 18): a channel that is no alpha, as the infrared of satellites' pictures. */
const unspecified = 0;

/**
 * A TIFF's page without the channels of which it says that they are no alpha, which libvips would take for it.
 * @param image Stays the caller's. @returns a new handle.
 */
export function withoutUnspecified(image: Vips.Image, bytes: Uint8Array, page: number): Vips.Image {
  const directory = directoryOf(bytes, page);
  if (directory?.number(tiffTag.extraSamples) !== unspecified) return image.copy();
  const colours = colourSamples(directory);
  // A palette is other bands by now.
  const isAsStored = image.bands === directory.number(tiffTag.samples) && image.bands > colours;
  return isAsStored ? image.extractBand(0, { n: colours }) : image.copy();
}

function directoryOf(bytes: Uint8Array, page: number): TiffDirectory | null {
  let index = 0;
  for (const directory of tiffDirectories(new Bytes(bytes))) if (index++ === page) return directory;
  return null;
}
