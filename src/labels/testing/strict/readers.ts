import type { StrictReader } from './check';
import { strictCityscapes } from './cityscapes';
import { strictCoco, strictPanoptic } from './coco';
import { strictCreateml } from './createml';
import { strictOpenImages, strictTensorflowCsv } from './csvs';
import { strictCvat } from './cvat';
import { strictDarknet } from './darknet';
import { strictDatumaro } from './datumaro';
import { strictImagefolder, strictMasks } from './folders';
import { strictKitti } from './kitti';
import { strictLabelStudio } from './label-studio';
import { strictLabelmeJson } from './labelme-json';
import { strictLabelmeXml } from './labelme-xml';
import { strictVia } from './via';
import { strictVoc } from './voc';
import { strictYolo } from './yolo';

const detect = strictYolo('detect');

/** By the id of each format that is written as files. */
export const strictReaders: Readonly<Record<string, StrictReader>> = {
  'yolo-detect': (files, images) =>
    (files.some(({ path }) => path.endsWith('.data')) ? strictDarknet : detect)(files, images),
  'yolo-segment': strictYolo('segment'),
  'yolo-pose': strictYolo('pose'),
  'yolo-obb': strictYolo('obb'),
  coco: strictCoco,
  'coco-panoptic': strictPanoptic,
  voc: strictVoc,
  masks: strictMasks,
  'labelme-xml': strictLabelmeXml,
  'labelme-json': strictLabelmeJson,
  cvat: strictCvat,
  kitti: strictKitti,
  createml: strictCreateml,
  datumaro: strictDatumaro,
  'label-studio': strictLabelStudio,
  via: strictVia,
  cityscapes: strictCityscapes,
  'tensorflow-csv': strictTensorflowCsv,
  'open-images': strictOpenImages,
  imagefolder: strictImagefolder,
};
