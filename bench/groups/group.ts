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
  /** In each round, at least. Default 48: at the end, one core waits for the last image of the other. */
  readonly imagesPerRound?: number;
  /** How much of each the group `pool` does in a round. */
  readonly counts?: PoolCounts;
  readonly say: (line: string) => void;
}

/** A quotient, or a difference of figures near 0, that the group exists to tell. */
export interface Ratio {
  /** `sharp ÷ manyhands-exact` … */
  readonly title: string;
  readonly value: number;
  readonly expected: { readonly atLeast?: number; readonly atMost?: number };
}

/** What the table tells besides the JSON. */
export interface Measured {
  readonly summary: string;
  readonly result: GroupResult;
  /** One for each subject of the result. */
  readonly asides: readonly { readonly startMs: number | null; readonly setting: string | null }[];
  readonly ratios: readonly Ratio[];
  /** Sentences on peers that this machine does not have. */
  readonly missing: readonly string[];
}

/** Questions to this machine: one file in this folder, one line in its index. */
export interface Group {
  readonly name: string;
  /** One result, or one for each part of the question. */
  measure(options: GroupOptions): Promise<readonly Measured[]>;
}
