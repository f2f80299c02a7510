import type { Entry } from './entry';
import { PoolError } from './errors';
import { isFresh } from './fresh';
import type { Ran } from './host';
import { after } from './after';
import type { Slot } from './slot';
import { buffersIn } from './transferables';

/** What became of one try. */
export type Tried =
  /** The worker answered: with a result, or with what the task threw. */
  | { readonly kind: 'answered'; readonly ran: Ran }
  /** A `fresh` argument could not be made, or `onStart` threw. The worker knows nothing of it. */
  | { readonly kind: 'unmade'; readonly error: unknown }
  /** The task was settled before it was sent. The worker knows nothing of it. */
  | { readonly kind: 'dropped' }
  /** The worker is gone. */
  | { readonly kind: 'died'; readonly why: PoolError };

let made = 0;

/** One try of one task in one worker. */
export class Attempt {
  /** Apart from every other try of this page. */
  readonly id = ++made;
  readonly entry: Entry;
  readonly slot: Slot;
  /** From here on the worker may hold what the task was given, and only its end stops it. */
  isSent = false;

  constructor(entry: Entry, slot: Slot) {
    this.entry = entry;
    this.slot = slot;
  }

  /** Never rejects, and settles for certain once the worker is gone. */
  async run(timeoutMs: number | undefined, onStart: () => void): Promise<Tried> {
    const { entry, slot } = this;
    if (slot.mustBeAsked && !(await slot.isAlive())) return { kind: 'died', why: slot.why! };
    const inTime = after(timeoutMs, () => this.#timeOut(timeoutMs!));
    try {
      const args = entry.hasFreshArgs ? await this.#whileWanted(madeArgs(entry)) : entry.args;
      if (slot.why) return { kind: 'died', why: slot.why };
      if (entry.settled || !args) return { kind: 'dropped' };
      onStart();
      const transfer = transferOf(entry, args);
      this.isSent = true;
      const ran = await slot.run(entry.ref.taskName, args, transfer);
      return ran instanceof PoolError ? { kind: 'died', why: ran } : { kind: 'answered', ran };
    } catch (error) {
      return { kind: 'unmade', error };
    } finally {
      inTime();
    }
  }

  /** Also for a task that was aborted and whose worker was to be kept: a hung worker serves nobody. */
  #timeOut(timeoutMs: number): void {
    const { ref } = this.entry;
    this.entry.reject(
      new PoolError('timed-out', `Expected "${ref.taskName}" to end within ${timeoutMs} ms; it did not.`),
    );
    if (this.isSent) this.slot.terminate(new PoolError('aborted', 'A task in this worker ran out of time.'));
  }

  /** Undefined when the task settles or the worker goes first. */
  async #whileWanted<T>(making: Promise<T>): Promise<T | undefined> {
    const settled = this.entry.result.then(nothing, nothing);
    const made = await this.slot.orGone(Promise.race([making, settled]));
    return made instanceof PoolError ? undefined : made;
  }
}

async function madeArgs(entry: Entry): Promise<readonly unknown[]> {
  return Promise.all(entry.args.map((arg) => (isFresh(arg) ? arg.make() : arg)));
}

function transferOf(entry: Entry, args: readonly unknown[]): Transferable[] {
  const late = entry.hasFreshArgs ? buffersIn(args.filter((_, i) => isFresh(entry.args[i]))) : [];
  return [...new Set([...late, ...(entry.options.transfer ?? [])])];
}

function nothing(): undefined {
  return undefined;
}
