import { cameraJpeg, cameraProgressive } from './camera';
import { cocoLetterbox } from './coco-letterbox';
import type { Group } from './group';
import { pool } from './pool';

/** In the order in which `all` runs them. */
export const groups: readonly Group[] = [cameraJpeg, cameraProgressive, cocoLetterbox, pool];
