import { after } from './after';
import type { Chunk } from './chunk';
import type { Entry } from './entry';
import { PoolError, recordOf, TaskFailure, type ErrorRecord } from './errors';
import { isFresh } from './fresh';
import type { Part } from './host';
import { NotSent, type Slot } from './slot';
import { buffersIn, onlyMovable } from './transferables';

/** What became of one try. */
export type Tried =
  /** The worker answered. What of a chunk has not settled was not run. */
  | { readonly kind: 'answered'; readonly ok: boolean }
  /** The worker knows nothing of it: all had settled before it was sent, or it could not be sent as a whole. */
  | { readonly kind: 'unsent' }
  /** The worker is gone. */
  | { readonly kind: 'died'; readonly why: PoolError };

let made = 0;

/** One try of one chunk in one worker. It settles the tasks whose ends it learns, the last of them by `tell`. */
export class Attempt {
  /** Apart from every other try of this page. */
  readonly id = ++made;
  readonly chunk: Chunk;
  readonly slot: Slot;
  /** From here on the worker may hold what the tasks were given, and only its end stops it. */
  isSent = false;
  /** Results that came after their task had settled. */
  late = 0;
  /** Those sent that have not been told of, in the order in which they are run. */
  #untold: Entry[] = [];
  /** Ends that are known and not told. */
  readonly #held: (() => void)[] = [];
  /** Those whose arguments are still being made. */
  readonly #unmade = new Set<Entry>();
  /** Takes the time-out of the task that runs back. */
  #inTime = () => {};

  constructor(chunk: Chunk, slot: Slot) {
    this.chunk = chunk;
    this.slot = slot;
  }

  /** Its tasks that have not been told of. */
  get open(): number {
    return this.isSent ? this.#untold.length : this.chunk.entries.length;
  }

  /** What those hold. */
  get bytes(): number {
    return this.isSent ? this.#untold.reduce((sum, { bytes }) => sum + bytes, 0) : this.chunk.bytes;
  }

  /** Settles the last of them. Apart from `run`, so that the place is free again when whoever waits hears of it. */
  tell(): void {
    for (const settle of this.#held.splice(0)) settle();
  }

  /** Never rejects, and settles for certain once the worker is gone. */
  async run(timeoutMs: number | undefined, onStart: () => void): Promise<Tried> {
    const { slot, chunk } = this;
    if (slot.mustBeAsked && !(await slot.isAlive())) return { kind: 'died', why: slot.why! };
    this.#untold = chunk.unsettled();
    this.#watch(timeoutMs);
    try {
      const isFresh = this.#untold.some((entry) => entry.hasFreshArgs);
      const args = isFresh ? await this.#freshArgs() : this.#untold.map((entry) => entry.args);
      if (slot.why) return { kind: 'died', why: slot.why };
      if (!args || this.#untold.length === 0) return { kind: 'unsent' };
      onStart();
      return await this.#send(args, timeoutMs);
    } catch (error) {
      for (const entry of this.#untold) entry.reject(error);
      return { kind: 'unsent' };
    } finally {
      this.#inTime();
    }
  }

  /** Undefined when the worker goes first. */
  async #freshArgs(): Promise<(readonly unknown[])[] | undefined> {
    const entries = this.#untold;
    for (const entry of entries) if (entry.hasFreshArgs) this.#unmade.add(entry);
    const made = await this.slot.orGone(Promise.all(entries.map((entry) => this.#made(entry))));
    if (made instanceof PoolError) return undefined;
    this.#untold = entries.filter((entry, i) => made[i] && !entry.settled);
    return made.filter((args, i): args is readonly unknown[] => args !== null && !entries[i]!.settled);
  }

  /** Null where one of them could not be made, or nobody waits for the task any more. */
  async #made(entry: Entry): Promise<readonly unknown[] | null> {
    try {
      const making = Promise.all(entry.args.map((arg) => (isFresh(arg) ? arg.make() : arg)));
      return await Promise.race([making, entry.whenSettled().then(() => null)]);
    } catch (error) {
      entry.reject(error);
      return null;
    } finally {
      this.#unmade.delete(entry);
    }
  }

  /** What moves only goes with a second message, when the first was refused: the way of most tasks looks at nothing. */
  async #send(args: readonly (readonly unknown[])[], timeoutMs: number | undefined): Promise<Tried> {
    const entries = this.#untold;
    const movesSome = this.chunk.call.transfer !== undefined || entries.some((entry) => entry.hasFreshArgs);
    const named = movesSome ? this.#named(args) : [];
    try {
      return await this.#sent(args, named, timeoutMs);
    } catch (error) {
      if (!(error instanceof NotSent)) throw this.#unsendable(recordOf(error));
      // One that can be sent must not fail for its neighbour: each goes alone now.
      if (entries.length > 1) {
        for (const entry of entries) entry.alone = true;
        return { kind: 'unsent' };
      }
      const besides = onlyMovable(args).filter((one) => !named.includes(one));
      if (besides.length === 0) throw this.#unsendable(error.error);
      for (const entry of entries) entry.isGivenAway = true;
      return this.#sent(args, [...named, ...besides], timeoutMs).catch((again: unknown) => {
        throw this.#unsendable(again instanceof NotSent ? again.error : recordOf(again));
      });
    }
  }

  async #sent(
    args: readonly (readonly unknown[])[],
    transfer: readonly Transferable[],
    timeoutMs: number | undefined,
  ): Promise<Tried> {
    const { slot, chunk } = this;
    const { taskName } = chunk.call.ref;
    this.isSent = true;
    // The making of late arguments had its own: it may have waited for a neighbour's.
    if (this.#untold.some((entry) => entry.hasFreshArgs)) this.#watch(timeoutMs);
    if (args.length > 1) {
      const each = timeoutMs !== undefined && timeoutMs !== Infinity;
      const mayStop = !this.#untold.some((entry) => entry.isGivenAway);
      const ran = await slot.runAll(taskName, args, transfer, each, mayStop, (part) => this.#told(part, timeoutMs));
      return ran instanceof PoolError ? { kind: 'died', why: ran } : { kind: 'answered', ok: true };
    }
    const ran = await slot.run(taskName, args[0]!, transfer);
    if (ran instanceof PoolError) return { kind: 'died', why: ran };
    const entry = this.#untold.shift()!;
    this.#held.push(() => {
      if (entry.settled) this.late++;
      if (ran.ok) entry.resolve(ran.value);
      else entry.reject(this.#failure(ran.error));
    });
    return { kind: 'answered', ok: ran.ok };
  }

  /** The chunk's next results. The time of the task after them begins. */
  #told({ values, errors }: Part, timeoutMs: number | undefined): void {
    const thrown = new Map(errors);
    const told = this.#untold.splice(0, values.length);
    this.#watch(timeoutMs);
    const settle = () =>
      told.forEach((entry, place) => {
        if (entry.settled) this.late++;
        const error = thrown.get(place);
        if (error) entry.reject(this.#failure(error));
        else entry.resolve(values[place]);
      });
    if (this.#untold.length === 0) this.#held.push(settle);
    else settle();
  }

  #watch(timeoutMs: number | undefined): void {
    this.#inTime();
    if (this.#untold.length === 0) return;
    // A page that was busy finds timers due before messages that came sooner: those have a turn.
    const late = () => (this.#inTime = after(0, () => this.#timeOut(timeoutMs!), false));
    this.#inTime = after(timeoutMs, late, false);
  }

  /** Also for a task that was aborted and whose worker was to be kept: a hung worker serves nobody. */
  #timeOut(timeoutMs: number): void {
    const { taskName } = this.chunk.call.ref;
    const why = `Expected "${taskName}" to end within ${timeoutMs} ms; it did not.`;
    const late = this.isSent ? this.#untold.slice(0, 1) : [...this.#unmade];
    for (const entry of late) {
      // A neighbour may have kept the worker from it: alone, it is known whose time it was.
      const isSuspect = this.isSent && this.slot.load > 1 && !entry.alone && !entry.isGivenAway;
      if (isSuspect) entry.alone = true;
      else entry.reject(new PoolError('timed-out', why));
    }
    if (this.isSent) this.slot.terminate(new PoolError('aborted', 'A task in this worker ran out of time.'));
  }

  /** Made late, or said by the caller to move. */
  #named(args: readonly (readonly unknown[])[]): Transferable[] {
    const { transfer } = this.chunk.call;
    const named = new Set<Transferable>();
    args.forEach((one, i) => {
      const entry = this.#untold[i]!;
      if (entry.hasFreshArgs) {
        for (const late of buffersIn(one.filter((_, at) => isFresh(entry.args[at])))) named.add(late);
      }
      if (!transfer) return;
      for (const given of this.#movedOf(entry, one)) {
        // What was made for this try can be made again.
        if (!named.has(given)) entry.isGivenAway = true;
        named.add(given);
      }
    });
    return [...named];
  }

  /** A `transfer` of the caller's that throws fails its own task. */
  #movedOf(entry: Entry, args: readonly unknown[]): readonly Transferable[] {
    try {
      return this.chunk.call.movedOf(args);
    } catch (error) {
      entry.reject(error);
      return [];
    }
  }

  #failure(record: ErrorRecord): TaskFailure {
    return new TaskFailure(record, this.chunk.call.caller);
  }

  /** An error of the task: the worker lives on. */
  #unsendable(error: ErrorRecord): TaskFailure {
    const { taskName } = this.chunk.call.ref;
    const message = `What "${taskName}" takes or returns cannot be sent between page and worker: ${error.message}`;
    return this.#failure({ ...error, message });
  }
}
