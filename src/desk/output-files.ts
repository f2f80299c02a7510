import type { Kept } from '../core/dataset/labels';
import type { LabelFile } from '../labels/format';

/**
 * The label files that outputs keep bytes of, which a run leaves while more files may be found before what failed is tried
 * again: an output keeps the very file, under a number of its own.
 */
export class OutputFiles {
  readonly #files: LabelFile[] = [];

  /** @param file By its number in the set that the labels were read in; null where there is none. */
  kept(kept: Kept | null, file: (number: number) => LabelFile | null): Kept | null {
    if (kept === null || 'value' in kept) return kept;
    const own = file(kept.file);
    return own && { ...kept, file: this.#number(own) };
  }

  at(number: number): LabelFile | null {
    return this.#files[number] ?? null;
  }

  clear(): void {
    this.#files.length = 0;
  }

  #number(file: LabelFile): number {
    const known = this.#files.indexOf(file);
    return known >= 0 ? known : this.#files.push(file) - 1;
  }
}
