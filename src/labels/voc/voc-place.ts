import { partsOf } from '../../core/dataset/paths';

/** Where an image lies in a tree of Pascal VOC. */
export interface VocPlace {
  /** The folder of `Annotations`, `ImageSets` and `labelmap.txt`, with `/` at its end; empty at the top. */
  readonly root: string;
  /** The image below the folder of all images, without its extension: as ImageSets name it. */
  readonly name: string;
}

/** Of `d/JPEGImages/a.jpg` or `d/images/a.jpg` the root is `d/`: around the last folder of such a name, else it is the top. */
export function vocPlace(image: string): VocPlace {
  const at = imagesFolder(image);
  const parts = image.split('/');
  const { dir, stem } = partsOf(parts.slice(at + 1).join('/'));
  const root = parts.slice(0, Math.max(at, 0)).map((part) => `${part}/`);
  return { root: root.join(''), name: dir === '' ? stem : `${dir}/${stem}` };
}

/** `d/JPEGImages/a.jpg` → `d/SegmentationClass/a.png`: in the place of the folder of images, else in one beside the image. */
export function vocPlanePath(image: string, folder: string): string {
  const parts = image.split('/');
  const at = imagesFolder(image);
  if (at >= 0) parts[at] = folder;
  else parts.splice(-1, 0, folder);
  const { dir, stem } = partsOf(parts.join('/'));
  return `${dir}/${stem}.png`;
}

/** `JPEGImages/a.jpg` or `images/a.jpg` → `Annotations/a.xml`: the last folder of such a name, else beside the image. */
export function annotationPath(image: string): string {
  const parts = image.split('/');
  const at = imagesFolder(image);
  if (at >= 0) parts[at] = 'Annotations';
  const { dir, stem } = partsOf(parts.join('/'));
  return `${dir === '' ? '' : `${dir}/`}${stem}.xml`;
}

/** Its index among the path's parts; -1 where the image is in none. */
function imagesFolder(image: string): number {
  return image.split('/').findLastIndex((part, at, all) => at < all.length - 1 && /^(?:JPEGImages|images)$/.test(part));
}
