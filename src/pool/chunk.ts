import type { Call } from './call';
import type { Entry } from './entry';

/** Tasks of one call that go to a worker together, in one message, and are run there one after the other. */
export class Chunk {
  readonly call: Call;
  readonly entries: readonly Entry[];
  /** What they hold together while they run. */
  readonly bytes: number;

  constructor(call: Call, entries: readonly Entry[]) {
    this.call = call;
    this.entries = entries;
    this.bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  }

  get priority(): number {
    return this.call.priority;
  }

  /** Whether nobody waits for any of them any more. */
  get settled(): boolean {
    return this.entries.every((entry) => entry.settled);
  }

  /** A suspect, which runs with nobody beside it. */
  get alone(): boolean {
    return this.entries[0]?.alone ?? false;
  }

  /** Its tasks that have not settled. */
  unsettled(): Entry[] {
    return this.entries.filter((entry) => !entry.settled);
  }

  /** @returns the first `count` tasks, and the rest, if there is any. */
  split(count: number): [Chunk, Chunk | null] {
    if (this.entries.length <= count) return [this, null];
    return [new Chunk(this.call, this.entries.slice(0, count)), new Chunk(this.call, this.entries.slice(count))];
  }
}

/**
 * Python's rule (`Pool._map_async`): four chunks for each worker, rounded up, so that the last to end keeps the others
 * waiting for a quarter of its share at most.
 */
function defaultChunksize(tasks: number, processes: number): number {
  return Math.max(1, Math.ceil(tasks / (4 * Math.max(1, processes))));
}

/**
 * What a chunk of the default size moves at most, in bytes. V8 collects all garbage once 64 MiB of buffers have come from
 * outside of its heap: measured, 50 to 66 MB in a message move fastest, and from 70 on at a tenth of that.
 */
const maxMoved = 60e6;

/**
 * Cuts the tasks of a call into chunks, in order.
 * @param size Tasks in a chunk, at least 1; null for Python's rule.
 * @param processes Workers that share them, for that rule.
 * @param maxBytes What a chunk may hold; one larger task makes a chunk of its own.
 */
export function* chunksOf(
  call: Call,
  entries: readonly Entry[],
  size: number | null,
  processes: number,
  maxBytes: number,
): Generator<Chunk> {
  const most = size ?? defaultChunksize(entries.length, processes);
  const moves = size === null && call.transfer !== undefined;
  let chunk: Entry[] = [];
  let [bytes, moved] = [0, 0];
  for (const entry of entries) {
    const moving = moves && !entry.hasFreshArgs ? bytesOf(call.movedOf(entry.args)) : 0;
    const isFull = chunk.length >= most || bytes + entry.bytes > maxBytes || moved + moving > maxMoved;
    if (chunk.length > 0 && isFull) {
      yield new Chunk(call, chunk);
      chunk = [];
      [bytes, moved] = [0, 0];
    }
    chunk.push(entry);
    bytes += entry.bytes;
    moved += moving;
  }
  if (chunk.length > 0) yield new Chunk(call, chunk);
}

function bytesOf(transferables: readonly Transferable[]): number {
  return transferables.reduce<number>((sum, one) => sum + (one instanceof ArrayBuffer ? one.byteLength : 0), 0);
}
