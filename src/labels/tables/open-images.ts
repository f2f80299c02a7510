import type { LabelFormat } from '../format';
import { openImagesId, readOpenImages } from './open-images-read';
import { writeOpenImages } from './open-images-write';

/** Open Images' boxes and labels of whole images in CSV (storage.googleapis.com/openimages/web/download_v7.html). */
export const openImages: LabelFormat = {
  id: openImagesId,
  title: 'Open Images CSV',
  byStem: true,
  read: readOpenImages,
  write: writeOpenImages,
};
