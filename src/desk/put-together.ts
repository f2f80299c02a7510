import type { Stored } from './api';

/** The store asks the browser once for so much, about: each asking takes as long as a file of labels takes to be made. */
const togetherBytes = 1_000_000;

/** Stores small files, several at a time. */
export class PutTogether {
  readonly #put: (files: readonly Stored[]) => void;
  #files: Stored[] = [];
  #bytes = 0;

  constructor(put: (files: readonly Stored[]) => void) {
    this.#put = put;
  }

  /** @throws Error where it cannot be stored, or what was added before it. */
  add(file: Stored): void {
    this.#files.push(file);
    this.#bytes += file.bytes.byteLength;
    if (this.#bytes >= togetherBytes) this.end();
  }

  /** Stores what still waits. @throws Error where it cannot be stored. */
  end(): void {
    if (this.#files.length > 0) this.#put(this.#files);
    this.#files = [];
    this.#bytes = 0;
  }
}
