import type Vips from 'wasm-vips';
import type { Orientation } from '../../core/header/header';
import type { Recipe } from '../../core/recipe/recipe';
import type { VipsLibrary } from '../vips';
import { namesOf } from './decode';

/**
 * The image with just the fields that may be written, and libvips' `keep` flags for them. An orientation other than
 * upright is always kept, alone if need be: without its tag the picture would lie on its side.
 * @returns a new handle.
 */
export function withMetadata(
  vips: VipsLibrary,
  image: Vips.Image,
  keep: Recipe['output']['keep'],
  orientation: Orientation,
): { image: Vips.Image; keep: number } {
  const { exif, icc, all, none } = vips.ForeignKeep as unknown as Record<'exif' | 'icc' | 'all' | 'none', EnumValue>;
  const copy = image.copy();
  if (keep !== 'all') {
    for (const name of namesOf(copy))
      if (isMetadata(name) && !(keep === 'icc' && name === 'icc-profile-data')) copy.remove(name);
  }
  copy.remove('orientation');
  copy.remove('exif-ifd0-Orientation');
  if (orientation !== 1) copy.setInt('orientation', orientation);
  const flags = keep === 'all' ? valueOf(all) : keep === 'icc' ? valueOf(icc) : valueOf(none);
  return { image: copy, keep: orientation === 1 ? flags : flags | valueOf(exif) };
}

/** embind's enumerations are objects with a value. */
type EnumValue = number | { readonly value: number };

function valueOf(flag: EnumValue): number {
  return typeof flag === 'number' ? flag : flag.value;
}

function isMetadata(name: string): boolean {
  return /^(?:exif-|xmp-|iptc-|icc-profile-data|orientation|png-comment-|jpeg-thumbnail-data|photoshop-data|gif-comment|image-description)/.test(
    name,
  );
}
