import type { PoolCounts } from '../pool/questions';
import type { Photograph } from '../photographs/photograph';
import type { GroupResult } from '../result';
import type { Ground } from '../subjects';

export interface GroupOptions {
  readonly ground: Ground;
  readonly rounds: number;
  /** Where the corpus would be. */
  readonly corpus: string;
  /** A folder to keep until the bench ends. */
  readonly folder: string;
  /** Instead of the group's own; for a short run that proves the way and measures nothing. */
  readonly photographs?: readonly Photograph[];
  /** In each round, at least, instead of the group's own number. */
  readonly imagesPerRound?: number;
  /** How many images the group `labels` writes a file of labels for, instead of COCO's own number. */
  readonly images?: number;
  /** How much of each the group `pool` does in a round. */
  readonly counts?: PoolCounts;
  readonly say: (line: string) => void;
}

/** Questions to this machine: one file in this folder, one line in its index. */
export interface Group {
  readonly name: string;
  /** Unless the arguments say another number. */
  readonly rounds: number;
  /** One result, or one for each part of the question. */
  measure(options: GroupOptions): Promise<readonly GroupResult[]>;
}
