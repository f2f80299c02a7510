import { partsOf } from '../../core/dataset/paths';

/** `leftImg8bit/a_leftImg8bit.png` → `gtFine/a_gtFine_polygons.json`, else beside the image. */
export function polygonsPath(image: string): string {
  const { dir, stem } = partsOf(image);
  const folders = dir.split('/').map((part) => (part === 'leftImg8bit' ? 'gtFine' : part));
  const place = dir === '' ? '' : `${folders.join('/')}/`;
  return `${place}${stem.replace(/_leftImg8bit$/, '')}_gtFine_polygons.json`;
}
