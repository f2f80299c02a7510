import type { LabelFormat } from '../format';
import { readVia, viaId } from './via-read';
import { writeVia } from './via-write';

/** The VGG Image Annotator's regions (gitlab.com/vgg/via, version 2). */
export const via: LabelFormat = { id: viaId, title: 'VGG Image Annotator', read: readVia, write: writeVia };
