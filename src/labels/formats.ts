import { classFolders } from './class-folders';
import { coco } from './coco';
import { createml } from './createml';
import { cvat } from './cvat';
import type { LabelFormat } from './format';
import { datumaro } from './datumaro';
import { cityscapes } from './cityscapes';
import { imagefolder } from './imagefolder';
import { kitti } from './kitti';
import { labelStudio } from './label-studio';
import { labelmeJson } from './labelme-json';
import { labelmeXml } from './labelme-xml';
import { masks } from './masks';
import { openImages } from './open-images';
import { panoptic } from './panoptic';
import { tensorflowCsv } from './tensorflow-csv';
import { via } from './via';
import { voc } from './voc';
import { yoloDetect, yoloObb, yoloPose, yoloSegment } from './yolo';

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

/** By the id that a recipe names; `yolo` alone is its detection. */
export function formatOf(id: string): LabelFormat | null {
  return labelFormats.find((format) => format.id === (id === 'yolo' ? 'yolo-detect' : id)) ?? null;
}
