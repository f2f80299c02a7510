/** The face of a job: what the page, the widget and a script see of it. */
import type { Item } from '../core/dataset/item';
import type { Report, ReportItem } from '../core/dataset/report';
import type { Recipe } from '../core/recipe/recipe';
import type { Sink } from '../sinks/sink';
import type { Crew } from './crew';
import type { JobLabels } from './labels';

export interface JobOptions {
  /**
   * Read lazily, in order; never further ahead than the budget allows. After a cancel it is listed on for five seconds at
   * most: one without an end is let go of (`return()`), and what it had not yet named has no row.
   */
  readonly source: AsyncIterable<Item> | Iterable<Item>;
  readonly recipe: Recipe;
  readonly sink: Sink;
  /** The pool of image workers; stays open when the job ends. */
  readonly crew: Crew;
  /** Input and output bytes in flight, at most; a single larger item still runs, alone. */
  readonly budgetBytes: number;
  readonly limits: { readonly maxPixels: number; readonly maxPages: number; readonly timeoutMs: number };
  /** Versions, for the report. */
  readonly about: { readonly app: string; readonly libvips: string };
  /** The dataset's labels; left out where there are none to be looked for. */
  readonly labels?: JobLabels;
  /** Paths of outputs that a former run over the same sink has made; a retry's new ones keep clear of them. */
  readonly taken?: Iterable<string>;
}

export type JobState = 'running' | 'paused' | 'cancelling' | 'ended';

/** Plain data; events come in the order of what happened. */
export type JobEvent =
  | { readonly type: 'state'; readonly state: JobState }
  /** `worker` is the lane, from 0. */
  | { readonly type: 'started'; readonly path: string; readonly worker: number }
  /** Its outputs' names may still change; `named` tells so. */
  | { readonly type: 'settled'; readonly row: ReportItem; readonly worker: number | null }
  /** Another output has the wished name: this is the row with its counter. */
  | { readonly type: 'named'; readonly row: ReportItem };

export interface Job {
  readonly state: JobState;
  /** Lets what runs finish and starts nothing new. */
  pause(): void;
  resume(): void;
  /** Ends at once: what is done is kept, the rest is `skipped` with `cancelled`. */
  cancel(): void;
  /** Settles when every item has its one outcome. Rejects for bugs and when the source throws. Rows stand in its order. */
  readonly done: Promise<Report>;
  /** @returns a function that takes the listener off again. */
  listen(listener: (event: JobEvent) => void): () => void;
}
