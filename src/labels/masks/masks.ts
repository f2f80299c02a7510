import type { LabelFormat } from '../format';
import { masksId, readMasks } from './masks-read';
import { writeMasks } from './masks-write';

/** Semantic masks in a folder: PNGs of numbers, of palette indexes, or of colours (Datumaro's "common semantic segmentation", CamVid). */
export const masks: LabelFormat = {
  id: masksId,
  title: 'Semantic masks',
  byStem: true,
  read: readMasks,
  write: writeMasks,
};
