/** What becomes of labels that steps have moved: the recipe's `labels`, and what the set knows of mirrors. */
export interface LabelRules {
  /** Cuts at the image's border; else labels that were cut are written whole. */
  readonly clip: boolean;
  /** A label with less of it left is dropped: 0 to 1. */
  readonly minVisibility: number;
  /** A label with a smaller area is dropped, in pixels of the result. */
  readonly minAreaPx: number;
  /** What becomes of keypoints outside the image: visibility 0, or their place all the same. */
  readonly keypoints: 'hide' | 'keep';
  /** By class: which keypoint stands for which in a mirror; a class without keeps its order. */
  readonly flips: ReadonlyMap<number, readonly number[]>;
}

export const keepAll: LabelRules = {
  clip: true,
  minVisibility: 0,
  minAreaPx: 0,
  keypoints: 'hide',
  flips: new Map(),
};

/** Why a label is not among the results: it left the image whole, too little of it is left, a check found it wrong, or its class is dropped. */
export type DropReason = 'outside' | 'min-visibility' | 'min-area' | 'wrong' | 'class';

export interface Drop {
  /** Its place among the labels of the image, from 0. */
  readonly at: number;
  readonly class: number;
  readonly reason: DropReason;
}
