import type { LabelFormat } from '../format';
import { labelmeJsonId, readLabelmeJson } from './labelme-json-read';
import { writeLabelmeJson } from './labelme-json-write';

/** The JSON of the LabelMe program (github.com/wkentaro/labelme). */
export const labelmeJson: LabelFormat = {
  id: labelmeJsonId,
  title: 'LabelMe JSON',
  byStem: true,
  read: readLabelmeJson,
  write: writeLabelmeJson,
};
