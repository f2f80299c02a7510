import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const corpus = join(process.env['CORPUS'] ?? join(import.meta.dirname, '../../shared/corpus'), 'annotated');
export const isThere = existsSync(corpus);

/** Folders of the corpus with a labelled set each, and how it is read; of coco128's four readings each with its images. */
const sets: readonly (readonly [folders: string, read: string])[] = [
  ['coco128/images coco128/object_detection', 'yolo-detect'],
  ['coco128/images coco128/instance_segmentation', 'yolo-segment'],
  ['coco128/images coco128/semantic_segmentation', 'masks'],
  ['coco128/images coco128/panoptic_segmentation', 'coco-panoptic'],
  ['datumaro/yolo_dataset/yolo', 'auto'],
  ['datumaro/yolo_dataset/yolov8_detection', 'auto'],
  ['datumaro/yolo_dataset/yolov8_segmentation', 'auto'],
  ['datumaro/yolo_dataset/yolov8_pose', 'auto'],
  ['datumaro/coco_dataset/coco_person_keypoints', 'auto'],
  ['datumaro/coco_dataset/coco_instances', 'auto'],
  ['datumaro/camvid_dataset', 'auto'],
  ['datumaro/common_semantic_segmentation_dataset', 'auto'],
  ['datumaro/labelme_dataset', 'auto'],
  ['datumaro/voc_dataset', 'auto'],
  ['bccd-voc', 'auto'],
  ['chess-coco', 'auto'],
];

/** Of each row one, of each column all: whichever column a set meets, it meets each kind of format. */
const formats: readonly (readonly string[])[] = [
  ['yolo-detect', 'kitti', 'createml', 'tensorflow-csv'],
  ['yolo-pose', 'yolo-obb', 'open-images', 'imagefolder'],
  ['yolo-segment', 'via', 'cityscapes', 'labelme-xml'],
  ['masks', 'coco-panoptic', 'voc', 'labelme-json'],
  ['coco', 'cvat', 'datumaro', 'label-studio'],
];

const turned = [
  { op: 'auto-orient' },
  { op: 'flip', axis: 'horizontal' },
  { op: 'crop', width: 0.9, height: 0.9, unit: 'fraction' },
  { op: 'rotate', angle: 12, expand: true },
  { op: 'affine', scale: 0.9, shearX: 4 },
  { op: 'perspective', distortion: 0.1 },
  { op: 'elastic', magnitude: 4, cell: 64 },
];
/** Not square: an x that stands for a y lies outside. */
const fitted = { op: 'letterbox', width: 320, height: 192 };
const jpeg = { format: 'jpeg', quality: 80 };

/** What is done to images: nothing, a step of each kind of map, and the two that make many of one. */
export const ways = {
  copied: { steps: [], output: { format: 'copy' } },
  moved: { steps: [...turned, fitted], output: jpeg },
  tiled: { steps: [...turned, { op: 'tile', width: 300, height: 300, overlap: 0.1 }, fitted], output: jpeg },
  cut: { steps: [{ op: 'auto-orient' }, { op: 'crop-to-boxes', margin: 0.2 }, fitted], output: jpeg },
} as const satisfies Record<string, { readonly steps: readonly object[]; readonly output: object }>;

export interface Pair {
  /** With spaces between. */
  readonly folders: string;
  readonly read: string;
  readonly write: string;
  readonly way: keyof typeof ways;
}

/**
 * Which formats of each kind: 0, or some of 0 to 3, as `MANYHANDS_PAIRS=1,2,3`. With each of the four, each set goes into each
 * format.
 */
const shifts = (process.env['MANYHANDS_PAIRS'] ?? '0').split(',').map(Number);

/** Each set into a format of each kind, each format from four sets, one in each way. */
export const pairs: readonly Pair[] = shifts.flatMap((shift) =>
  sets.flatMap(([folders, read], at) =>
    formats.map((row, kind): Pair => {
      const round = Math.floor(at / 4);
      const names = Object.keys(ways) as (keyof typeof ways)[];
      return {
        folders,
        read,
        write: row[(at + round + shift) % 4]!,
        way: names[(round + kind + shift) % 4]!,
      };
    }),
  ),
);
