import type { LabelFormat } from '../format';
import { readVoc, vocId } from './voc-read';
import { writeVoc } from './voc-write';

/** Pascal VOC's XML (the challenge's development kit, "Annotation"). */
export const voc: LabelFormat = { id: vocId, title: 'Pascal VOC', byStem: true, read: readVoc, write: writeVoc };
