import type { HandsWish } from './contestant';
import type { TimedMeasure } from './measures';

export type ContestantName =
  'manyhands' | 'manyhands-apply' | 'comlink' | 'workerpool' | 'postMessage' | 'piscina' | 'tinypool';

/** A page or a program with one contestant in it, as the bench drives it. */
export interface Arena {
  /** Starts workers as wished, after ending those that are there; resolves when one has answered. */
  open(wish: HandsWish): Promise<void>;
  /** @returns the figure, in the measure's unit. `start` starts workers of its own. */
  measure(measure: TimedMeasure, count: number): Promise<number>;
  /** That its process has computed so far, all its threads. */
  cpuMs(): number;
  close(): Promise<void>;
}
