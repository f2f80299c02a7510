import type { ItemTrouble } from '../errors';
import type { ImageFormat, Orientation } from '../header/header';
import type { LabelCheck } from './label-checks';
import type { PackedArrived } from './packed-labels';

/** Who read the file: `fast` the browser's decoder, the others libvips; null where nothing was decoded (`copy`). */
export type Decoder = 'exact' | 'full' | 'fast' | null;

/** The list grows within a version of the report: readers take what they do not know as it is told. */
export const noteCodes = [
  'format-changed',
  'depth-reduced',
  'auto-oriented',
  'renamed',
  'alpha-flattened',
  'colours-reduced',
  'text-not-drawn',
  'size-missed',
  'quality-lowered',
  'metadata-conflict',
  'metadata-dropped',
  'profile-ignored',
  'colours-assumed',
  'values-clipped',
  'channels-dropped',
  'pace-assumed',
  'compression-changed',
  'alpha-reduced',
  'frames-unread',
] as const;

/** What was changed unasked. */
export type NoteCode = (typeof noteCodes)[number];

export interface Note {
  readonly code: NoteCode;
  readonly detail: string;
}

/** Milliseconds; the parts add up to `total`. `operations` is null where the pipeline is one pass: `encode` holds it. */
export interface Timing {
  readonly total: number;
  readonly decode: number;
  readonly operations: number | null;
  readonly encode: number;
}

/** One encoded file of an item, before the job has named it. */
export interface Encoded {
  /** Owned by the receiver (transferred). */
  readonly bytes: ArrayBuffer;
  readonly width: number;
  readonly height: number;
  readonly format: ImageFormat;
  /** Without the dot. */
  readonly extension: string;
  /** Names the members of fan-outs, empty where there are none: `-t3`, `-0-t12`. */
  readonly suffix: string;
  /** Where the item came with labels: those of this output, in its own frame. */
  readonly labels?: PackedArrived;
  /** Of the tag that this output keeps; told along with labels. */
  readonly orientation?: Orientation;
}

/** What is told of an item whatever became of it; null where it was not reached. */
export interface ItemAccount {
  readonly decoder: Decoder;
  readonly reader: string | null;
  readonly engine: 'libvips' | 'kernels' | 'both' | null;
  readonly writer: string | null;
  /** The source's, as stored. */
  readonly width: number | null;
  readonly height: number | null;
  readonly format: ImageFormat | null;
  readonly ms: Timing | null;
  readonly notes: readonly Note[];
  /** What is wrong with its labels; left out where nothing is. */
  readonly wrong?: readonly LabelCheck[];
}

/** What a worker says of one item. */
export type Worked = ItemAccount &
  (
    | { readonly status: 'done'; readonly outputs: readonly Encoded[] }
    | ({ readonly status: 'failed' | 'skipped' } & ItemTrouble)
  );
