import { cameraJpeg } from './camera-jpeg';
import type { Group } from './group';

/** In the order in which `all` runs them. */
export const groups: readonly Group[] = [cameraJpeg];
