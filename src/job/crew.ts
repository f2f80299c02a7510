import type { Worked } from '../core/dataset/outcome';
import type { Tier } from '../core/tier';
import type { Preview, PreviewRequest, ProcessRequest, Thumbnail, ThumbnailRequest } from '../worker/api';

/** A file's bytes, made anew before each try, so that what a dead worker took is not lost. */
export interface Late {
  read(): Promise<ArrayBuffer>;
  /** Counted against the bytes in flight. */
  readonly bytes: number;
  /** The item's, whose ending says what to expect: a worker that has it loaded is asked at once. */
  readonly path?: string;
}

export interface CrewCallOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** Called when a worker takes the task up, again at each try. `worker` is its lane, from 0. */
  readonly onStart?: (worker: number) => void;
}

/** The pool of image workers, with the tasks it knows. Previews and thumbnails overtake the job. */
export interface Crew {
  readonly workers: number;
  /** What its workers compute with. */
  readonly tier: Tier;
  /** Changes the number of workers while running. */
  resize(workers: number): void;
  /** Never rejects for item trouble: a dead worker, a time-out and an abort are outcomes too. */
  process(late: Late, request: ProcessRequest, options?: CrewCallOptions): Promise<Worked>;
  /** @throws PoolError, or an error with an item's code. */
  thumbnail(late: Late, request: ThumbnailRequest, options?: CrewCallOptions): Promise<Thumbnail>;
  /** @throws PoolError, or an error with an item's code. */
  preview(late: Late, request: PreviewRequest, options?: CrewCallOptions): Promise<Preview>;
  /** Ends every worker. */
  close(): Promise<void>;
}
