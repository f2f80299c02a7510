import type { Size } from '../geometry/geometry';

/** What may be wrong with labels that could be read. The list is closed; the titles are the headings of groups. */
export const labelChecks = {
  'outside-image': 'Outside the image',
  'over-border': 'Over the image’s border',
  'not-normalised': 'Fractions above 1',
  'no-area': 'Without an area',
  'few-points': 'Fewer than three points',
  'crosses-itself': 'Polygon crosses itself',
  'duplicate-label': 'There twice',
  'unknown-class': 'Class without a name',
  'unknown-value': 'Mask value without a class',
  'keypoint-count': 'Wrong number of keypoints',
  'mask-size': 'Mask of another size',
  'size-mismatch': 'Size that is not the image’s',
  'frame-mismatch': 'Size of the other EXIF frame',
  'one-split': 'Class in one split alone',
} as const satisfies Record<string, string>;

export type LabelCheckCode = keyof typeof labelChecks;
export const labelCheckCodes = Object.keys(labelChecks) as [LabelCheckCode, ...LabelCheckCode[]];

/** One thing that is wrong. */
export interface LabelCheck {
  readonly code: LabelCheckCode;
  /** Place of the label among the image's, from 0; null where it is the image as a whole. */
  readonly label: number | null;
  /** Index into the set's classes; null where it is the image as a whole. */
  readonly class: number | null;
  /** One sentence: what was expected, what came. */
  readonly detail: string;
}

/** What becomes of labels that a check finds wrong: nothing, they are left out, or their image fails. */
export type OnLabelError = 'keep' | 'drop' | 'fail';

/** What checks need to know of the set. */
export interface CheckFacts {
  /** Classes that labels use and no file names. */
  readonly unnamed: ReadonlySet<number>;
  /** By class: how many keypoints its skeleton has; a class without is not counted. */
  readonly keypoints: ReadonlyMap<number, number>;
}

/** What is looked at, and what then. */
export interface CheckRules extends CheckFacts {
  readonly onError: OnLabelError;
}

/** An image that labels are held against. */
export interface CheckedImage {
  /** In the frame that the labels live in. */
  readonly size: Size;
  /** Whether the image lies on its side in one frame and not in the other: EXIF's orientations 5 to 8. */
  readonly isTurned: boolean;
}
