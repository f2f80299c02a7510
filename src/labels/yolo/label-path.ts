import { partsOf } from '../../core/dataset/paths';

/** `images/train/a.jpg` → `labels/train/a.txt`: the last folder of that name, else beside the image. */
export function labelPath(image: string): string {
  const parts = image.split('/');
  const at = parts.lastIndexOf('images', parts.length - 2);
  if (at >= 0) parts[at] = 'labels';
  const { dir, stem } = partsOf(parts.join('/'));
  return `${dir === '' ? '' : `${dir}/`}${stem}.txt`;
}
