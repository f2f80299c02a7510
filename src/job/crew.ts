import type { Preview, PreviewRequest, ProcessRequest, Thumbnail, ThumbnailRequest } from '../worker/api';
import type { Worked } from '../core/dataset/outcome';

/** An argument made anew before each try, so that what a dead worker took is not lost. */
export interface Late {
  read(): Promise<ArrayBuffer>;
  /** Counted against the bytes in flight. */
  readonly bytes: number;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** Called when a worker takes the task up. */
  readonly onStart?: (worker: number) => void;
}

/** The pool of image workers, with the tasks it knows. Wraps `Pool`; previews and thumbnails overtake the job. */
export interface Crew {
  readonly workers: number;
  /** Changes the number of workers while running. */
  resize(workers: number): void;
  /** Never rejects for item trouble: a dead worker, a time-out and an abort are outcomes too. */
  process(late: Late, request: ProcessRequest, options?: CallOptions): Promise<Worked>;
  thumbnail(late: Late, request: ThumbnailRequest, options?: CallOptions): Promise<Thumbnail>;
  preview(late: Late, request: PreviewRequest, options?: CallOptions): Promise<Preview>;
  close(): Promise<void>;
}
