import type { RowState } from '../state/items';

/** One stretch of a lane's work. `endMs` null: at it now. */
export interface Stretch {
  readonly path: string;
  readonly startMs: number;
  readonly endMs: number | null;
  readonly state: RowState;
}

/** What a lane's strip shows: the last half minute. */
export const shownMs = 30_000;

/** What each worker has done of late, outside React: the strips read it when they draw. */
export class LaneHistory {
  readonly #lanes = new Map<number, Stretch[]>();

  clear(): void {
    this.#lanes.clear();
  }

  started(lane: number, path: string, atMs: number): void {
    this.#of(lane).push({ path, startMs: atMs, endMs: null, state: 'running' });
  }

  settled(lane: number, path: string, state: RowState, atMs: number): void {
    const stretches = this.#of(lane);
    const at = stretches.findLastIndex((one) => one.path === path && one.endMs === null);
    const open = stretches[at];
    if (open) stretches[at] = { ...open, endMs: atMs, state };
    const old = stretches.findIndex((one) => one.endMs === null || one.endMs > atMs - shownMs);
    if (old > 0) stretches.splice(0, old);
  }

  of(lane: number): readonly Stretch[] {
    return this.#lanes.get(lane) ?? [];
  }

  #of(lane: number): Stretch[] {
    const known = this.#lanes.get(lane);
    if (known) return known;
    const made: Stretch[] = [];
    this.#lanes.set(lane, made);
    return made;
  }
}
