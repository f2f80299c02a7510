import { partsOf } from '../core/dataset/paths';

/** Where a format has the file of an image's labels, by its own rule alone. */
export type FileOf = (image: string) => string;

/** `a/b.jpg` → `a/b.json`. @param extension Without its dot. */
export function besideImage(extension: string): FileOf {
  return (image) => {
    const { dir, stem } = partsOf(image);
    return `${dir === '' ? '' : `${dir}/`}${stem}.${extension}`;
  };
}

/**
 * Of images whose labels are one file by the rule, the one that it is of, for readers and writers alike: one in a folder of images,
 * in whose place the file's is, before one beside which it lies.
 * @param images One or more.
 */
export function holderOf(images: readonly string[], file: string): string {
  const place = partsOf(file).dir;
  const depth = file.split('/').length;
  const isOfImages = (image: string) => partsOf(image).dir !== place && image.split('/').length === depth;
  const [first = '', ...others] = images;
  return others.reduce((best, image) => {
    if (isOfImages(image) !== isOfImages(best)) return isOfImages(image) ? image : best;
    return image < best ? image : best;
  }, first);
}
