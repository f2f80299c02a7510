import type { LabelFormat } from '../format';
import { labelStudioId, readLabelStudio } from './label-studio-read';
import { writeLabelStudio } from './label-studio-write';

/** Label Studio's tasks in JSON (labelstud.io/guide/task_format). */
export const labelStudio: LabelFormat = {
  id: labelStudioId,
  title: 'Label Studio JSON',
  read: readLabelStudio,
  write: writeLabelStudio,
};
