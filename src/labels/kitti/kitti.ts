import type { LabelFormat } from '../format';
import { kittiId, readKitti } from './kitti-read';
import { writeKitti } from './kitti-write';

/** KITTI's object detection: a text file for each image (cvlibs.net/datasets/kitti, the object development kit's readme). */
export const kitti: LabelFormat = { id: kittiId, title: 'KITTI', byStem: true, read: readKitti, write: writeKitti };
