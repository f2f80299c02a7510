import type { Json } from './json';
import type { Kept } from './labels';
import type { LabelStore } from './label-store';

/** A class, at its place in the order of the set. */
export interface LabelClass {
  /** As the files number it; ids may have gaps. */
  readonly id: number;
  readonly name: string;
  readonly parent: string | null;
  /** In masks and on the screen: red, green, blue from 0 to 255; null where the files give none. */
  readonly colour: readonly [number, number, number] | null;
  /** Null where objects of this class have no keypoints. */
  readonly skeleton: Skeleton | null;
  readonly kept: Kept | null;
}

/** What the keypoints of a class are. */
export interface Skeleton {
  /** One for each keypoint, in order; numbers where the files name none. */
  readonly names: readonly string[];
  /** Pairs of indexes, from 0. */
  readonly edges: readonly (readonly [number, number])[];
  /** For each keypoint the index of the one that stands in its place in a mirror; null where nobody knows. */
  readonly flip: readonly number[] | null;
  /** Numbers per keypoint in formats that may leave visibility out. */
  readonly values: 2 | 3;
}

/** The labels of a dataset as read. */
export interface LabelSet {
  /** Id of the format. */
  readonly format: string;
  readonly classes: readonly LabelClass[];
  /** Indexes of classes that labels use though no file names them; left out for none. */
  readonly unnamed?: readonly number[] | undefined;
  readonly store: LabelStore;
  /** Paths of the label files, in the order that `Kept.file` counts. */
  readonly files: readonly string[];
  readonly info: Json;
  readonly licences: Json;
  /** Of the set as a whole, for the way back. */
  readonly kept: Kept | null;
  /** What could not be taken as it stands: found, counted and listed, nothing in silence. */
  readonly troubles: readonly LabelTrouble[];
}

/** Why something in a label file is not as it should be. The list is closed. */
export type LabelTroubleCode =
  | 'no-labels'
  | 'bad-syntax'
  | 'bad-value'
  | 'missing-value'
  | 'unknown-class'
  | 'class-name'
  | 'class-number'
  | 'unknown-image'
  | 'ambiguous-image'
  | 'wrong-count'
  | 'rounded-number'
  | 'too-many';

export interface LabelTrouble {
  readonly code: LabelTroubleCode;
  /** Of the label file. */
  readonly file: string;
  /** `line 3` or a path in the file (`annotations[12].bbox`). */
  readonly where: string;
  /** One sentence: what was expected, what came. */
  readonly detail: string;
}

export function classOf(id: number, name: string, rest: Partial<LabelClass> = {}): LabelClass {
  return { id, name, parent: null, colour: null, skeleton: null, kept: null, ...rest };
}
