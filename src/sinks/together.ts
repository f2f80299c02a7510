/** Few enough that nobody waits for the others' answers. */
const most = 16;
/** Shorter than any image takes with those that stand before it, long enough for a few more to come. */
const withinMs = 16;

interface Asked<A, B> {
  readonly given: A;
  readonly resolve: (answer: B) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Calls that come soon after each other go to another thread in one message: a message and its answer cost as much as what
 * they ask for, where that is the labels of an image.
 */
export class Together<A, B> {
  readonly #call: (given: readonly A[]) => Promise<readonly B[]>;
  #asked: Asked<A, B>[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param call Answers each that was asked, in order. Where it fails, all of them have. */
  constructor(call: (given: readonly A[]) => Promise<readonly B[]>) {
    this.#call = call;
  }

  ask(given: A): Promise<B> {
    return new Promise((resolve, reject) => {
      this.#asked.push({ given, resolve, reject });
      if (this.#asked.length >= most || isHidden()) this.#send();
      else this.#timer ??= setTimeout(() => this.#send(), withinMs);
    });
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const asked = this.#asked;
    this.#asked = [];
    this.#call(asked.map(({ given }) => given)).then(
      // As many answers as were asked for.
      (answers) => asked.forEach(({ resolve }, index) => resolve(answers[index]!)),
      (error: unknown) => asked.forEach(({ reject }) => reject(error)),
    );
  }
}

/** Where nobody sees the page a timer may take a second. */
function isHidden(): boolean {
  return globalThis.document?.visibilityState === 'hidden';
}
