/** How fast a run goes, and when it will end. */
export interface Pace {
  /** Items per second; null until there is enough to tell. */
  readonly perSecond: number | null;
  /** Milliseconds until the end; null until there is enough to tell, or while the total is not known. */
  readonly leftMs: number | null;
}

/** The rate is that of the last twelve seconds of running, so that one slow picture does not shake it. */
const windowMs = 12_000;
const enoughMs = 1_500;
const enoughItems = 4;

/**
 * The time left is counted down by the clock and only pulled gently toward each new estimate: it does not jump, and is
 * right within a few seconds of a change of pace. Paused time does not count.
 */
export class PaceMeter {
  #settled: number[] = [];
  #startedAt = 0;
  #pausedAt: number | null = null;
  #endsAt: number | null = null;

  start(atMs: number): void {
    this.#settled = [];
    this.#startedAt = atMs;
    this.#pausedAt = null;
    this.#endsAt = null;
  }

  pause(atMs: number): void {
    this.#pausedAt ??= atMs;
  }

  resume(atMs: number): void {
    if (this.#pausedAt === null) return;
    const lost = atMs - this.#pausedAt;
    this.#pausedAt = null;
    this.#startedAt += lost;
    this.#settled = this.#settled.map((at) => at + lost);
    if (this.#endsAt !== null) this.#endsAt += lost;
  }

  settled(atMs: number): void {
    this.#settled.push(atMs);
  }

  read(atMs: number, remaining: number | null): Pace {
    const now = this.#pausedAt ?? atMs;
    const from = Math.max(this.#startedAt, now - windowMs);
    const first = this.#settled.findIndex((at) => at >= from);
    if (first > 0) this.#settled = this.#settled.slice(first);
    const inWindow = first < 0 ? 0 : this.#settled.length;
    const seconds = (now - from) / 1000;
    if (seconds * 1000 < enoughMs || inWindow < enoughItems) return { perSecond: null, leftMs: null };
    const perSecond = inWindow / seconds;
    if (remaining === null) return { perSecond, leftMs: null };
    const estimate = now + (remaining / perSecond) * 1000;
    this.#endsAt = this.#endsAt === null ? estimate : this.#endsAt + (estimate - this.#endsAt) * 0.12;
    return { perSecond, leftMs: Math.max(0, this.#endsAt - now) };
  }
}
