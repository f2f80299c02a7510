import type { FoundFile } from '../../sources/source';

/** What an image of the field has come to. */
export type EntryState = 'waiting' | 'running' | 'done' | 'failed' | 'skipped';

/** One image, as it is shown. */
export interface ShownEntry {
  /** Unique within the field; stays. */
  readonly id: number;
  readonly name: string;
  readonly state: EntryState;
  /** Why it failed, or was left out. */
  readonly detail: string | null;
  /** Its first result. */
  readonly file: File | null;
  /** Of the source and of all its results. */
  readonly bytes: number;
  readonly outputBytes: number;
}

/** All that a person sees of the field. */
export interface Shown {
  readonly phase: 'empty' | 'gathering' | 'held' | 'working' | 'cancelling' | 'done';
  /** The first of them; a field may hold thousands. */
  readonly entries: readonly ShownEntry[];
  readonly total: number;
  readonly settled: number;
  readonly done: number;
  readonly failed: number;
  readonly sourceBytes: number;
  readonly outputBytes: number;
  /** Files of labels that were written beside the images. */
  readonly labelFiles: number;
  /** What there is to say about the last files, or about the field. */
  readonly notice: string | null;
}

export const nothingShown: Shown = {
  phase: 'empty',
  entries: [],
  total: 0,
  settled: 0,
  done: 0,
  failed: 0,
  sourceBytes: 0,
  outputBytes: 0,
  labelFiles: 0,
  notice: null,
};

/** What a person does to the field. */
export interface Doing {
  add(found: AsyncIterable<FoundFile> | Iterable<FoundFile>): void;
  remove(id: number): void;
  cancel(): void;
  retry(): void;
  clear(): void;
  /** Files are about to come: workers may start. */
  warm(): void;
  /** Lets a window of its own do the work. */
  openWindow(): void;
}
