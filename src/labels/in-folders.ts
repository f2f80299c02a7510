import { partsOf } from '../core/dataset/paths';
import type { WrittenImage, WrittenImages } from './format';
import { eachImage } from './in-splits';

/** The images of each folder, for formats whose labels lie beside them. */
export function byFolder(images: WrittenImages): { readonly dir: string; readonly images: WrittenImage[] }[] {
  const folders = new Map<string, WrittenImage[]>();
  for (const image of eachImage(images)) {
    const { dir } = partsOf(image.path);
    const others = folders.get(dir);
    if (others) others.push(image);
    else folders.set(dir, [image]);
  }
  return Array.from(folders, ([dir, members]) => ({ dir, images: members }));
}
