import { cityscapesId, readCityscapes } from './cityscapes-read';
import { writeCityscapes } from './cityscapes-write';
import type { LabelFormat } from '../format';

/** Cityscapes' polygons (github.com/mcordts/cityscapesScripts, `helpers/annotation.py`). */
export const cityscapes: LabelFormat = {
  id: cityscapesId,
  title: 'Cityscapes polygons',
  byStem: true,
  read: readCityscapes,
  write: writeCityscapes,
};
