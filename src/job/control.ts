import type { JobEvent, JobState } from './job';

/** How far a job has been let go: run, held, or ended before its end; and who hears of what happens in it. */
export class Control {
  readonly #listeners = new Set<(event: JobEvent) => void>();
  readonly #abort = new AbortController();
  #state: JobState = 'running';
  #resumed: Promise<void> = Promise.resolve();
  #wake = () => {};

  get state(): JobState {
    return this.#state;
  }

  /** Aborted by a cancel. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  pause(): void {
    if (this.#state !== 'running') return;
    this.#resumed = new Promise((wake) => (this.#wake = wake));
    this.#enter('paused');
  }

  resume(): void {
    if (this.#state !== 'paused') return;
    this.#wake();
    this.#enter('running');
  }

  cancel(): void {
    if (this.#state === 'cancelling' || this.#state === 'ended') return;
    this.#enter('cancelling');
    this.#wake();
    this.#abort.abort();
  }

  end(): void {
    this.#enter('ended');
  }

  /** A pause may begin again before whoever waits here has gone on. */
  async unpaused(): Promise<void> {
    while (this.#state === 'paused') await this.#resumed;
  }

  /** @returns a function that takes the listener off again. */
  listen(listener: (event: JobEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(event: JobEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  #enter(state: JobState): void {
    this.#state = state;
    this.tell({ type: 'state', state });
  }
}
