import { ownLabelFormat } from '../core/recipe/label-formats';
import { classFolders } from './folders/class-folders';
import { coco } from './coco/coco';
import { createml } from './createml/createml';
import { cvat } from './cvat/cvat';
import type { LabelFormat } from './format';
import { datumaro } from './datumaro/datumaro';
import { cityscapes } from './cityscapes/cityscapes';
import { imagefolder } from './folders/imagefolder';
import { kitti } from './kitti/kitti';
import { labelStudio } from './label-studio/label-studio';
import { labelmeJson } from './labelme/labelme-json';
import { labelmeXml } from './labelme/labelme-xml';
import { masks } from './masks/masks';
import { openImages } from './tables/open-images';
import { panoptic } from './coco/panoptic';
import { tensorflowCsv } from './tables/tensorflow-csv';
import { via } from './via/via';
import { voc } from './voc/voc';
import { yoloDetect, yoloObb, yoloPose, yoloSegment } from './yolo/yolo';

/** Every format, in the order in which they are offered. */
export const labelFormats: readonly LabelFormat[] = [
  yoloDetect,
  yoloSegment,
  yoloPose,
  yoloObb,
  coco,
  panoptic,
  voc,
  masks,
  labelmeXml,
  labelmeJson,
  cvat,
  kitti,
  createml,
  datumaro,
  labelStudio,
  via,
  cityscapes,
  tensorflowCsv,
  openImages,
  imagefolder,
  classFolders,
];

/**
 * What `labels.write` may say for formats that find an image's labels by its name without the extension.
 * @param read The one that `same` means; null where none was read.
 */
export function writtenByStem(read: LabelFormat | null): string[] {
  const words = labelFormats.filter(({ byStem }) => byStem).map(({ id }) => id);
  return [...words, 'yolo', ...(read?.byStem ? ['same'] : [])];
}

/** By the id that a recipe names; `yolo` alone is its detection. */
export function formatOf(id: string): LabelFormat | null {
  return labelFormats.find((format) => format.id === ownLabelFormat(id)) ?? null;
}
