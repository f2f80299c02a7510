import type { LabelFormat } from '../format';
import { panopticId, readPanoptic } from './panoptic-read';
import { writePanoptic } from './panoptic-write';

/** COCO's panoptic segmentation (cocodataset.org, "Data format", 4). */
export const panoptic: LabelFormat = {
  id: panopticId,
  title: 'COCO panoptic',
  read: readPanoptic,
  write: writePanoptic,
};
