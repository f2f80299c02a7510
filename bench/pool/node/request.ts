import type { HandsWish } from '../contestant';
import type { TimedMeasure } from '../measures';

/** What the program is asked, one thing at a time. */
export type Request =
  | { readonly do: 'open'; readonly wish: HandsWish }
  | { readonly do: 'measure'; readonly measure: TimedMeasure; readonly count: number };

export interface Answer {
  readonly figure?: number;
  readonly error?: string;
}
