import { partsOf, sameLetters } from '../../core/dataset/paths';
import type { WrittenImages } from '../format';

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

/**
 * What lists of a root call each image, by `JPEGImages/%s.jpg`: of several of one name those that lie elsewhere by the way from
 * there, as `../a`.
 */
export function listNames(images: WrittenImages): (image: string) => string {
  const counts = new Map<string, number>();
  const keyOf = ({ root, name }: VocPlace) => sameLetters(`${root}\n${name}`);
  for (let at = 0; at < images.length; at++) {
    const key = keyOf(vocPlace(images.pathAt(at)));
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return (image) => {
    const place = vocPlace(image);
    const { root, name } = place;
    if (counts.get(keyOf(place)) === 1 || image.startsWith(`${root}JPEGImages/`)) return name;
    const { dir, stem } = partsOf(image.slice(root.length));
    return `../${dir === '' ? stem : `${dir}/${stem}`}`;
  };
}

/** Where the pixels of an image's classes are: `d/JPEGImages/a.jpg` → `d/SegmentationClass/a.png`. */
export const vocClasses = (image: string) => planePath(image, 'SegmentationClass');
export const vocObjects = (image: string) => planePath(image, 'SegmentationObject');

/** In the place of the folder of images, else in one beside the image. */
function planePath(image: string, folder: string): string {
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
