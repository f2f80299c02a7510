import { partsOf } from '../../core/dataset/paths';
import { labelPath } from '../yolo/label-path';

/** `image_2/a.png` → `label_2/a.txt`, else where YOLO's would be. */
export function kittiPath(image: string): string {
  const parts = image.split('/');
  const at = parts.findLastIndex((part, index) => index < parts.length - 1 && /^image_\d+$/.test(part));
  if (at < 0) return labelPath(image);
  parts[at] = (parts[at] ?? '').replace('image', 'label');
  const { dir, stem } = partsOf(parts.join('/'));
  return `${dir}/${stem}.txt`;
}
