import { cameraJpeg } from './camera-jpeg';
import type { Group } from './group';
import { pool } from './pool';

/** In the order in which `all` runs them. */
export const groups: readonly Group[] = [cameraJpeg, pool];
