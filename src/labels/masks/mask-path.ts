import { partsOf } from '../../core/dataset/paths';

/** `images/train/a.jpg` → `masks/train/a.png`: the last folder of that name, else a folder beside the image. */
export function maskPath(image: string): string {
  const parts = image.split('/');
  const at = Math.max(parts.lastIndexOf('images', parts.length - 2), parts.lastIndexOf('JPEGImages', parts.length - 2));
  if (at >= 0) parts[at] = 'masks';
  else parts.splice(-1, 0, 'masks');
  const { dir, stem } = partsOf(parts.join('/'));
  return `${dir}/${stem}.png`;
}
