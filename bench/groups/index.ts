import { augment10, scalingGroup } from './augment';
import { cameraJpeg, cameraProgressive } from './camera';
import { cocoLetterbox } from './coco-letterbox';
import { dataset1000 } from './dataset';
import { pngAlpha, webp } from './formats';
import type { Group } from './group';
import { labels } from './labels';
import { pool } from './pool';
import { start } from './start';

/** In the order in which `all` runs them. */
export const groups: readonly Group[] = [
  cameraJpeg,
  cameraProgressive,
  cocoLetterbox,
  pngAlpha,
  webp,
  augment10,
  scalingGroup,
  dataset1000,
  labels,
  start,
  pool,
];
