import { partsOf, sameLetters } from './paths';

/** Folders that hold masks, by their last name: `masks`, `trainannot`, `SegmentationClass`, `panoptic_train2017`, `Scribbles`. */
const ofMasks =
  /^(?:.*[-_ ])?(?:masks?|labels?|annotations?|scribbles|semantic|segmentation)$|annot$|^segmentation(?:class|object)/i;
const ofPanoptic = /^panoptic/i;
/** Folders that hold photographs, whatever lies above them. */
const ofImages = /^(?:images?|jpegimages|imgs?|photos?|leftimg8bit)$/i;
/** Folders of people with and without one on their face. */
const ofFaces = /^(?:with|without|no|incorrect)[-_ ]/i;
/** Cityscapes' pixels, which lie beside its polygons. */
const ofStreets = /_gt(?:fine|coarse)_(?:labelids|labeltrainids|instanceids|color)$/i;
const suffix = /[-_](?:masks?|labels?|labelids|scribble|seg|l)(?:_\d+)?$/i;

/**
 * The PNGs among the files of a dataset that lie where masks do, and belong to an image elsewhere by their name; with them
 * those beside them, whose image is missing. What they hold is for their reader to see.
 */
export function masksAmong(paths: readonly string[]): string[] {
  const masks = paths.filter(
    (path) => /\.png$/i.test(path) && (liesAmongMasks(path) || ofStreets.test(partsOf(path).stem)),
  );
  if (masks.length === 0) return [];
  const likely = new Set(masks);
  const stems = new Set(paths.filter((path) => !likely.has(path)).map((path) => sameLetters(partsOf(path).stem)));
  const isOfImage = (path: string) => {
    const { stem } = partsOf(path);
    return [stem, maskStem(path), stem.replace(ofStreets, '_leftImg8bit')].some((one) => stems.has(sameLetters(one)));
  };
  const folders = new Set(masks.filter(isOfImage).map((path) => partsOf(path).dir));
  return masks.filter((path) => folders.has(partsOf(path).dir));
}

/** `Masks/a_mask_1.png` → `a`: the stem of the image that a mask belongs to. */
export function maskStem(path: string): string {
  return partsOf(path).stem.replace(suffix, '');
}

function liesAmongMasks(path: string): boolean {
  for (const folder of partsOf(path).dir.split('/').toReversed()) {
    if (ofImages.test(folder) || ofFaces.test(folder)) return false;
    if (ofMasks.test(folder) || ofPanoptic.test(folder)) return true;
  }
  return false;
}
