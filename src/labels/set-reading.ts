import { LabelStore } from '../core/dataset/label-store';
import type { LabelSet } from '../core/dataset/label-set';
import { ClassBook } from './class-book';
import type { LabelFile } from './format';
import { Troubles } from './troubles';

/** A set of labels while it is read: its classes, the labels of each image, and what could not be taken. */
export class SetReading {
  readonly book = new ClassBook();
  readonly store: LabelStore;
  readonly troubles = new Troubles();
  readonly #format: string;

  /** @param format Its id. */
  constructor(format: string) {
    this.#format = format;
    this.store = new LabelStore(format);
  }

  /**
   * What was read.
   * @param files In the order that `Kept.file` counts.
   * @param rest What the format says besides; by default nothing.
   */
  set(files: readonly LabelFile[], rest: Partial<LabelSet> = {}): LabelSet {
    return {
      format: this.#format,
      classes: this.book.settled(this.troubles),
      unnamed: this.book.unnamed,
      store: this.store,
      files: files.map(({ path }) => path),
      info: null,
      licences: null,
      kept: null,
      troubles: this.troubles.all(),
      ...rest,
    };
  }
}
