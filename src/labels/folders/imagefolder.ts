import type { LabelFormat } from '../format';
import { imagefolderId, readImagefolder } from './imagefolder-read';
import { writeImagefolder } from './imagefolder-write';

/** Hugging Face's imagefolder with metadata (huggingface.co/docs/datasets/image_dataset). */
export const imagefolder: LabelFormat = {
  id: imagefolderId,
  title: 'Hugging Face imagefolder',
  read: readImagefolder,
  write: writeImagefolder,
};
