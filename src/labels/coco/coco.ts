import { readCoco, cocoId } from './coco-read';
import { writeCoco } from './coco-write';
import type { LabelFormat } from '../format';

/** COCO's JSON of instances and keypoints (cocodataset.org, "Data format"). */
export const coco: LabelFormat = { id: cocoId, title: 'COCO', read: readCoco, write: writeCoco };
