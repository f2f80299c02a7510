import type { LabelCheck } from '../core/dataset/label-checks';
import type { LabelReport } from '../core/dataset/label-report';
import type { PackedArrived } from '../core/dataset/packed-labels';
import type { ItemTrouble } from '../core/errors';
import type { SentLabels } from '../worker/api';

/** The labels of a job's dataset, wherever they are kept. */
export interface JobLabels {
  /** Whether they are written so that each image's are found by its name without the extension: no two outputs share one. */
  readonly stemsApart: boolean;
  /** Why a file is no image: it was read as labels, or is a mask of a format that was not. Null for all others. */
  troubleOf(path: string): ItemTrouble | null;
  /** An item that `of` will be asked for soon. */
  expect(path: string): void;
  /** Null for an image without labels. */
  of(path: string): Promise<SentLabels | null>;
  /** Keeps the labels of a stored output until it has its name. What goes wrong with it `write` tells. */
  keep(output: {
    readonly id: string;
    readonly source: string;
    readonly width: number;
    readonly height: number;
    readonly arrived: PackedArrived | null;
  }): void;
  /** Takes down what is wrong with an item's labels; what was told of it before stands no more. */
  checked(source: string, wrong: readonly LabelCheck[]): Promise<void>;
  /**
   * Writes the labels of all outputs.
   * @param named Ids and paths of the outputs of this job, in order.
   * @returns the files that were written, under their ids in the sink, and what to report.
   */
  write(named: readonly (readonly [id: string, path: string])[]): Promise<{
    readonly files: readonly { readonly id: string; readonly path: string }[];
    readonly report: LabelReport | null;
  }>;
}
