/** One image of a group, and the size that every subject must make of it. */
export interface BenchInput {
  readonly path: string;
  /** Of each output. */
  readonly width: number;
  readonly height: number;
  /** Where the picture lies in the output, in whole pixels; absent where it fills it. */
  readonly placed?: Placed;
  /** What each output is made of, where there are several: the same for every subject. */
  readonly copies?: readonly Copy[];
}

/** One of an image's outputs: a window of the upright picture, scaled to the output's size, mirrored or not, brightened. */
export interface Copy {
  /** In whole pixels. */
  readonly window: Placed;
  /** From left to right. */
  readonly isMirrored: boolean;
  /** What samples are multiplied by. */
  readonly brightness: number;
}

export interface Placed {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What of a group a subject is told. Tasks have the groups' names; each program and page knows what they ask of it. */
export interface Assignment {
  readonly task: string;
  readonly inputs: readonly BenchInput[];
  /** Outputs of each input; 1 but where a group makes several. */
  readonly copies: number;
  /** A folder of its own, to keep until the bench ends. */
  readonly folder: string;
}

/** Something that is measured. */
export interface Subject {
  readonly name: string;
  /** Images that it works on at a time. */
  readonly workers: number;
  /**
   * The ways in which it may be run: of those whose outputs are not void, the fastest in the warm-up is measured. One
   * where there is nothing to choose.
   */
  readonly settings: readonly string[];
  /** Takes several times as long as the others: it works off each input once in a round, and fewer rounds. */
  readonly isSlow?: boolean;
  /** Starts it, and reads the inputs into its memory. @throws MissingPeer */
  open(assignment: Assignment): Promise<RunningSubject>;
}

export interface RunningSubject {
  /** From nothing (a loaded page, no program) to the first output of a tiny image; no round counts it. */
  readonly startMs: number;
  /** Of the library, where it tells. */
  readonly version: string | null;
  /**
   * Works off every input `repeats` times, as many at once as it has workers.
   * @returns milliseconds from the first input byte in memory to the last output byte in memory.
   */
  round(setting: string, repeats: number): Promise<number>;
  /** The outputs of each input, in their order; no clock. */
  outputs(setting: string): Promise<Uint8Array[][]>;
  /** Resident at the peak while `work` runs, in megabytes of 10⁶ bytes. */
  peakMB(work: () => Promise<unknown>): Promise<number>;
  close(): Promise<void>;
}

/** A peer that this machine does not have. It is said to be missing, and the others are measured. */
export class MissingPeer extends Error {
  override readonly name = 'MissingPeer';
}
