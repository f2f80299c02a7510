import type { Json } from '../core/dataset/json';
import type { Loss } from '../core/dataset/label-losses';
import type { ImageLabels, Kept } from '../core/dataset/labels';
import type { LabelClass, LabelSet } from '../core/dataset/label-set';
import type { ImageIndex } from './image-index';

/** A file that may hold labels. */
export interface LabelFile {
  /** As an item's: `/` between its parts, begins with the dropped folder's name. */
  readonly path: string;
  readonly bytes: number;
  /** A copy of its bytes from `from` to `to`, half-open; all of them where left out. */
  read(from?: number, to?: number): Promise<Uint8Array>;
}

export interface ReadInput {
  /** The format's own files alone, as its `claims` chose them. */
  readonly files: readonly LabelFile[];
  readonly images: ImageIndex;
  readonly options: ReadOptions;
  /** Told now and then; parts of a whole, from 0 to 1. */
  readonly progress?: (part: number) => void;
}

export interface ReadOptions {
  /** Pascal VOC: numbers count pixels from 1, the last one included, as the challenge's own files meant them. */
  readonly vocOneBased: boolean;
}

export const usualOptions: ReadOptions = { vocOneBased: false };

/** One image of the output with what is known of it there. */
export interface WrittenImage {
  /** Of the output, unique, with `/` between its parts. */
  readonly path: string;
  /** Of the item that it was made of. */
  readonly source: string;
  readonly width: number;
  readonly height: number;
  readonly labels: ImageLabels;
}

/** The images of the output in their order; each is made when asked for. */
export interface WrittenImages {
  readonly length: number;
  /** @throws RangeError beyond the end. */
  at(index: number): WrittenImage;
  /** Its path alone, without a look at its labels. @throws RangeError beyond the end. */
  pathAt(index: number): string;
}

export interface WriteInput {
  readonly classes: readonly LabelClass[];
  readonly info: Json;
  readonly licences: Json;
  /** Of the set as a whole. */
  readonly kept: Kept | null;
  readonly images: WrittenImages;
  /** What was kept for the way back into the format of this id; null for another format's. */
  recall(kept: Kept | null, format: string): Promise<Json | null>;
  readonly options: ReadOptions;
  /** Told of what the format cannot hold, each time. */
  lost(loss: Loss): void;
}

export interface WrittenFile {
  readonly path: string;
  /** Its text in pieces, or its bytes, which stay as they are. */
  readonly pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
}

/** A format of labels: the one place that knows how it is written. */
export interface LabelFormat {
  /** As a recipe names it. */
  readonly id: string;
  readonly title: string;
  /** Where it is true, an image's labels are found by its name without the extension: two that differ by that alone share them. */
  readonly byStem?: true;
  read(input: ReadInput): Promise<LabelSet>;
  /** Null where it is read alone. */
  readonly write: ((input: WriteInput) => AsyncIterable<WrittenFile>) | null;
}
