/** What the desk does with labels, as types that the page's side may import. */
import type { LabelCheck, LabelCheckCode } from '../core/dataset/label-checks';
import type { ClassTable } from '../core/dataset/class-table';
import type { FrameFinding, LabelFrame } from '../core/dataset/label-frame';
import type { LossForecast } from '../core/dataset/label-losses';
import type { LabelReport } from '../core/dataset/label-report';
import type { LabelTrouble, Skeleton } from '../core/dataset/label-set';
import type { SetMaskFill } from '../core/dataset/mask-fill';
import type { ShapeKind } from '../core/dataset/labels';
import type { PackedArrived, PackedLabels } from '../core/dataset/packed-labels';

/** A file that may hold labels. */
export interface LabelSource {
  readonly path: string;
  readonly bytes: number;
  /** The file itself, or its bytes (transferred). */
  readonly content: Blob | ArrayBuffer;
}

export interface LabelQuestion {
  /** Paths of all that may be images. */
  readonly images: readonly string[];
  /** As the recipe's `labels.read` and `labels.vocOneBased`. */
  readonly read: string;
  readonly vocOneBased: boolean;
}

/** What those who move labels, check them or draw them know of the classes. */
export interface ClassFacts {
  /** Their names, in order. */
  readonly classes: readonly string[];
  /** Classes that labels use and no file names. */
  readonly unnamed: readonly number[];
  /** How many keypoints the skeletons of classes have. */
  readonly keypoints: readonly (readonly [number, number])[];
  /** Classes whose keypoints change places in a mirror. */
  readonly flips: readonly (readonly [number, readonly number[]])[];
  /** Which keypoints of a class are joined, where its skeleton says so. */
  readonly bones: readonly (readonly [number, Skeleton['edges']])[];
}

export interface FoundLabels extends ClassFacts {
  readonly kind: 'none' | 'refused' | 'found';
  /** Why they were refused: a sentence with the choice. */
  readonly refused: string | null;
  /** Ids of the formats that there are, where they were refused. */
  readonly formats: readonly string[];
  /** Paths of the label files. */
  readonly files: readonly string[];
  /** Paths of masks that are of another format than was read: neither labels nor images. */
  readonly unread: readonly string[];
  /** What `labels.write` may say for which no two outputs may differ by their extension alone: labels would be found for both. */
  readonly byStem: readonly string[];
  /** As they were read, whatever a recipe makes of them. Null unless they were found. */
  readonly summary: LabelSummary | null;
}

/** What a person is told of labels before anything runs. */
export interface LabelSummary {
  /** Title of the format. */
  readonly format: string;
  readonly labels: number;
  /** How many of them have a shape of each kind; a box beside another shape does not count. */
  readonly kinds: readonly (readonly [ShapeKind, number])[];
  /** With a label. */
  readonly images: number;
  /** Images that a label file calls empty, and those that none speaks of. */
  readonly empty: number;
  readonly withoutLabels: number;
  /** Things in label files that could not be taken as they stand, and the first hundred of them. */
  readonly troubles: number;
  readonly troubleList: readonly LabelTrouble[];
  readonly splits: readonly string[];
  /** In their order. Classes of images as a whole count as labels here. */
  readonly classes: readonly { readonly name: string; readonly labels: number; readonly images: number }[];
}

/** What is told of labels before a run, by the headers of their images. */
export interface LabelsLooked {
  readonly checks: NonNullable<LabelReport['checks']>;
  readonly wrong: NonNullable<LabelReport['wrong']>;
  /** Images that were looked at: of many a part that is spread over all, and none without a header that is read here. */
  readonly looked: number;
  /** That have labels. */
  readonly images: number;
  /** Which EXIF frame they speak for, whatever frame labels are read in. */
  readonly frame: FrameFinding;
  /** Path of one that EXIF lays on its side; null where it does none. */
  readonly turned: string | null;
}

/** The first bytes of an image's file, or all of it (bytes are transferred). */
export interface Head {
  readonly path: string;
  readonly head: Blob | ArrayBuffer;
}

/** Whose checks: those of the last run, or those before it. */
export type CheckedWhen = 'run' | 'look';

export interface KeptOutput {
  /** Of the stored output. */
  readonly id: string;
  /** Path of its item. */
  readonly source: string;
  readonly width: number;
  readonly height: number;
  /** Null where the item has no labels. */
  readonly arrived: PackedArrived | null;
}

export interface WrittenLabels {
  readonly files: readonly { readonly id: string; readonly path: string; readonly bytes: number }[];
  /** Null where there are no labels at all. */
  readonly report: LabelReport | null;
}

export interface LabelTasks {
  /** Finds the labels among files, reads and keeps them. */
  findLabels(sources: readonly LabelSource[], question: LabelQuestion): Promise<FoundLabels>;
  /** Renames, merges, drops and orders the classes of what was found; asked again, it begins with what was found anew. */
  reclass(table: ClassTable): Promise<ClassFacts>;
  /** The class of this name, made where there is none, for pixels that steps leave bare; null where there are no labels. */
  maskFill(name: string): Promise<SetMaskFill | null>;
  /**
   * Paths of images whose labels may tell the frame that they were drawn in: those in pixels, with a size or with masks.
   * `hearFrames` wants them.
   */
  frameWitnesses(): Promise<readonly string[]>;
  /** What was heard here `headsWanted` does not name again. @returns paths of those that EXIF lays on their side. */
  hearFrames(heads: readonly Head[]): Promise<readonly string[]>;
  /** What those that were heard say together. From then on it is in the report. */
  foundFrame(): Promise<FrameFinding>;
  /**
   * What a format would lose of the labels as they were read, before any step; null where none would be written.
   * @param write As the recipe's `labels.write`.
   */
  labelLosses(write: string): Promise<LossForecast | null>;
  /** Paths of images whose headers tell what is wrong with labels before a run. `hearHeads` wants them. */
  headsWanted(): Promise<readonly string[]>;
  hearHeads(heads: readonly Head[]): Promise<void>;
  /** @param frame Which the labels are read in. @returns null where there are no labels. */
  lookedLabels(frame: LabelFrame): Promise<LabelsLooked | null>;
  /** Paths of all images with something of this kind wrong, by name: a report lists a thousand labels. */
  wrongImages(code: LabelCheckCode, when: CheckedWhen): Promise<readonly string[]>;
  /** Null for an image that no label file names. Buffers are transferred. */
  labelsOf(paths: readonly string[]): Promise<readonly (PackedLabels | null)[]>;
  /** Takes down what is wrong with an item's labels. @param isDropped Whether such labels were left out. */
  checkedLabels(path: string, wrong: readonly LabelCheck[], isDropped: boolean): Promise<void>;
  /** Buffers are transferred. */
  keepLabels(outputs: readonly KeptOutput[]): Promise<void>;
  /** Writes the labels of all outputs so far into the store. @param write As the recipe's `labels.write`. */
  writeLabels(named: readonly (readonly [id: string, path: string])[], write: string): Promise<WrittenLabels>;
}
