import type { PackedLabels } from '../core/dataset/packed-labels';

/** Images in one question: a message between threads costs more than what it says of an image. */
const together = 32;

type Ask = (paths: readonly string[]) => Promise<readonly (PackedLabels | null)[]>;

/** Labels by image, asked for along with those of the images that come next. */
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
  }

  /** Null for an image without labels. Of an image that is not expected they are asked for anew each time. */
  async of(path: string): Promise<PackedLabels | null> {
    if (!this.#asked.has(path)) this.#askWith(path);
    const answer = this.#asked.get(path);
    this.#asked.delete(path);
    return (await answer) ?? null;
  }

  #askWith(path: string): void {
    this.#expected.delete(path);
    const paths = [path];
    for (const next of this.#expected) {
      if (paths.length === together) break;
      this.#expected.delete(next);
      paths.push(next);
    }
    const answer = this.#ask(paths);
    for (const [index, one] of paths.entries()) {
      const own = answer.then((all) => all[index] ?? null);
      // Whoever asks for it hears of it.
      own.catch(() => {});
      this.#asked.set(one, own);
    }
  }
}
