import { ownPacked, type PackedLabels } from '../core/dataset/packed-labels';

/**
 * Images in one question: a message between threads costs more than what it says of an image. Half of those that a job
 * looks ahead, so that the answer is there before its images come and no worker waits for it.
 */
const together = 16;

type Ask = (paths: readonly string[]) => Promise<readonly (PackedLabels | null)[]>;

/** Labels by image, asked for with those of other images before they are wanted. */
export class LabelsAhead {
  readonly #ask: Ask;
  readonly #expected = new Set<string>();
  readonly #asked = new Map<string, Promise<PackedLabels | null>>();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** This image's will be wanted soon. */
  expect(path: string): void {
    this.#expected.add(path);
    if (this.#expected.size >= together) this.#askAll();
  }

  /** Null for an image without labels; else in memory of their own, to be moved on. Of an image that is not expected they are asked for anew each time. */
  async of(path: string): Promise<PackedLabels | null> {
    if (!this.#asked.has(path)) {
      this.#expected.add(path);
      this.#askAll();
    }
    const answer = this.#asked.get(path);
    this.#asked.delete(path);
    const packed = await answer;
    return packed ? ownPacked(packed) : null;
  }

  #askAll(): void {
    const paths = [...this.#expected];
    this.#expected.clear();
    const answer = this.#ask(paths);
    for (const [index, one] of paths.entries()) {
      const own = answer.then((all) => all[index] ?? null);
      // Whoever asks for it hears of it.
      own.catch(() => {});
      this.#asked.set(one, own);
    }
  }
}
