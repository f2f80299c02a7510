import type { Activity } from './activity';
import { after } from './after';
import { PoolError } from './errors';
import { Lane, type Starting } from './lane';
import type { Slot } from './slot';

/** Whoever gives the workers something to do. */
export interface Manager {
  /** A worker is ready, or no more are to come. */
  onChange(): void;
  /**
   * Workers cannot be started: those tasks will find none.
   * @param refused What they would need; null for every task.
   */
  onHopeless(why: PoolError, refused: readonly string[] | null): void;
}

/** A lane whose workers fail so often in a row rests, until a task comes and no lane lives, or time has passed. */
const startTries = 3;
const restMs = 10_000;

/** The workers of a pool: sees to it that there are as many as asked for. */
export class Staff {
  readonly lanes: Lane[] = [];
  readonly #starting: Starting;
  readonly #manager: Manager;
  readonly #activity: Activity;
  readonly #onMade: (slot: Slot) => void;
  /** Workers of which something is left. */
  readonly #slots = new Set<Slot>();
  #isAwaited = false;
  #ended = false;
  #replaced = 0;

  constructor(starting: Starting, manager: Manager, activity: Activity, onMade: (slot: Slot) => void = () => {}) {
    this.#starting = starting;
    this.#manager = manager;
    this.#activity = activity;
    this.#onMade = onMade;
  }

  get size(): number {
    return this.lanes.filter((lane) => !lane.leaving).length;
  }

  /** Workers that were replaced, for whatever reason. */
  get replaced(): number {
    return this.#replaced;
  }

  /** Whether nothing of any worker is left. */
  get isGone(): boolean {
    return this.#slots.size === 0;
  }

  /** Whether the program is to go on for the workers' sake. */
  set isAwaited(isAwaited: boolean) {
    if (this.#isAwaited === isAwaited) return;
    this.#isAwaited = isAwaited;
    for (const slot of this.#slots) slot.isAwaited = isAwaited;
  }

  /** New workers start at once, surplus ones leave when what they run has settled. */
  resize(processes: number): void {
    if (this.#ended) return;
    for (let index = 0; index < processes; index++) {
      let lane = this.lanes.find((other) => other.index === index);
      if (!lane) this.lanes.push((lane = new Lane(index)));
      lane.leaving = false;
      if (!lane.slot && !lane.isStarting) void this.#start(lane, true);
    }
    for (const lane of [...this.lanes]) {
      if (lane.index < processes) continue;
      lane.leaving = true;
      this.leaveIfIdle(lane);
    }
  }

  /** Ends every worker at once. */
  end(why: PoolError): void {
    this.#ended = true;
    for (const lane of this.lanes.splice(0)) lane.end(why);
  }

  /** The lane has nothing to run any more. */
  freed(lane: Lane): void {
    if (lane.leaving) this.leaveIfIdle(lane);
    else if (lane.retiring) lane.slot?.terminate(new PoolError('aborted', 'The worker was recycled.'));
  }

  leaveIfIdle(lane: Lane): void {
    if (lane.running.size > 0) return;
    lane.end(new PoolError('aborted', 'The pool has shrunk.'));
    this.#forget(lane);
  }

  /** Tasks wait: lanes that rested long enough, or all where none lives, try again. */
  wake(): void {
    const noneLives = !this.lanes.some(isAlive);
    for (const lane of this.lanes) {
      if (lane.restingSinceMs === null) continue;
      if (noneLives || performance.now() - lane.restingSinceMs >= restMs) void this.#start(lane, true);
    }
  }

  /** Where only others are idle, one of them gets a new worker that has what is needed. */
  equip(idle: Lane | undefined, needs: readonly string[]): void {
    const isComing = this.lanes.some((lane) => lane.isStarting && !lane.leaving && lane.has(needs));
    if (!idle?.slot || isComing) return;
    idle.untriedNeeds = needs.filter((need) => !idle.needs.includes(need));
    idle.needs = [...idle.needs, ...idle.untriedNeeds];
    idle.slot.terminate(new PoolError('aborted', 'Replaced by a worker with more loaded.'));
    idle.slot = null;
    this.#replaced++;
    void this.#start(idle, true);
  }

  /** Whether a worker lives, or is on its way, that has what is needed. */
  hasHopeFor(needs: readonly string[]): boolean {
    return this.lanes.some((lane) => isAlive(lane) && lane.has(needs));
  }

  async #start(lane: Lane, isAnew = false): Promise<void> {
    if (isAnew) lane.failedStarts = 0;
    try {
      const slot = await lane.start(this.#starting, (made) => this.#made(made, lane));
      this.#tell('worker-started', slot, lane);
      void slot.gone.then((why) => this.#replace(lane, slot, why));
      this.#manager.onChange();
    } catch (error) {
      // Ended from here, by `resize` or the pool's end: whoever did that knows.
      if (this.#ended || !this.lanes.includes(lane)) return;
      // Ended as an active child, by whoever wanted that: no failure of its own.
      if ((error as PoolError).code !== 'aborted') lane.failedStarts++;
      this.#startAgain(lane, error as PoolError);
    }
  }

  #made(slot: Slot, lane: Lane): void {
    this.#slots.add(slot);
    slot.isAwaited = this.#isAwaited;
    this.#onMade(slot);
    void slot.ended.then(() => {
      this.#tell('worker-ended', slot, lane);
      this.#slots.delete(slot);
      this.#manager.onChange();
    });
  }

  #replace(lane: Lane, slot: Slot, why: PoolError): void {
    // Replaced already, by one that has more loaded.
    if (lane.slot !== slot || this.#ended) return;
    lane.slot = null;
    if (lane.leaving) return this.#forget(lane);
    this.#replaced++;
    if (why.code === 'worker-crashed' && !slot.hasWorked) lane.failedStarts++;
    this.#startAgain(lane, why);
  }

  /** Bounded: a script that is not there, or ends by itself each time, is not tried for ever. */
  #startAgain(lane: Lane, why: PoolError): void {
    if (lane.failedStarts < startTries) return void this.#start(lane);
    if (lane.untriedNeeds.length > 0) return this.#startWithout(lane, why);
    lane.restingSinceMs = performance.now();
    // Whoever waits then is not kept by workers that are busy for longer.
    lane.endOfRest = after(restMs + 50, () => this.#manager.onChange(), false);
    if (this.lanes.some(isAlive)) return;
    const message = why.code === 'start-failed' ? why.message : `No worker stays alive. ${why.message}`;
    this.#manager.onHopeless(new PoolError('start-failed', message, { cause: why }), null);
  }

  /** What a task asked for keeps workers from starting: those that ask are told, the lane goes on as it was. */
  #startWithout(lane: Lane, why: PoolError): void {
    const refused = lane.untriedNeeds;
    lane.untriedNeeds = [];
    lane.needs = lane.needs.filter((need) => !refused.includes(need));
    this.#manager.onHopeless(why, refused);
    void this.#start(lane, true);
  }

  #forget(lane: Lane): void {
    const index = this.lanes.indexOf(lane);
    if (index >= 0) this.lanes.splice(index, 1);
  }

  #tell(type: 'worker-started' | 'worker-ended', { pid }: Slot, { index: lane }: Lane): void {
    this.#activity.tell(() => ({ type, pid, lane, atMs: performance.now() }));
  }
}

function isAlive(lane: Lane): boolean {
  return lane.slot !== null || lane.isStarting;
}
