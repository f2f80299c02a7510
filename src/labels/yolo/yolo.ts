import type { LabelFormat } from '../format';
import { readYolo } from './yolo-read';
import type { YoloKind } from './yolo-rows';
import { writeYolo } from './yolo-write';

/** Ultralytics' text files (docs.ultralytics.com/datasets), Darknet's among them. */
function yolo(kind: YoloKind, title: string): LabelFormat {
  return {
    id: `yolo-${kind}`,
    title,
    byStem: true,
    read: (input) => readYolo(kind, input),
    write: (input) => writeYolo(kind, input),
  };
}

export const yoloDetect = yolo('detect', 'YOLO detection');
export const yoloSegment = yolo('segment', 'YOLO segmentation');
export const yoloPose = yolo('pose', 'YOLO pose');
export const yoloObb = yolo('obb', 'YOLO oriented boxes');
