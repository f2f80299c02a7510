import type { Chunk } from './chunk';
import type { Entry } from './entry';

/** Chunks that wait: highest priority first, within one in the order they came. Those that settled are passed over. */
export class TaskQueue {
  readonly #byPriority = new Map<number, Line>();
  #size = 0;

  /** Tasks that wait. */
  get size(): number {
    return this.#size;
  }

  push(chunk: Chunk): void {
    this.#lineOf(chunk.priority).push(chunk);
    this.#added(chunk);
  }

  /** To the head of its priority: what is tried again was there first. */
  pushFront(chunk: Chunk): void {
    this.#lineOf(chunk.priority).pushFront(chunk);
    this.#added(chunk);
  }

  peek(): Chunk | undefined {
    return this.#highest()?.peek();
  }

  shift(): Chunk | undefined {
    const chunk = this.#highest()?.shift();
    for (const entry of chunk?.entries ?? []) this.forget(entry);
    return chunk;
  }

  /** One that settled while it waited no longer counts; its place is cleared when it comes to the head. */
  forget(entry: Entry): void {
    if (!entry.isQueued) return;
    entry.isQueued = false;
    this.#size--;
  }

  /** Those that wait, in no order. */
  *[Symbol.iterator](): Generator<Chunk> {
    for (const line of this.#byPriority.values()) yield* line;
  }

  #added({ entries }: Chunk): void {
    for (const entry of entries) {
      if (entry.settled) continue;
      entry.isQueued = true;
      this.#size++;
    }
  }

  #lineOf(priority: number): Line {
    let line = this.#byPriority.get(priority);
    if (!line) this.#byPriority.set(priority, (line = new Line()));
    return line;
  }

  #highest(): Line | undefined {
    let best: Line | undefined;
    let bestPriority = -Infinity;
    for (const [priority, line] of this.#byPriority) {
      if (!line.peek()) this.#byPriority.delete(priority);
      else if (priority > bestPriority) [best, bestPriority] = [line, priority];
    }
    return best;
  }
}

/** First in, first out in constant time: a head that walks, and an array that is cut now and then. */
class Line {
  #chunks: (Chunk | undefined)[] = [];
  #head = 0;

  push(chunk: Chunk): void {
    this.#chunks.push(chunk);
  }

  pushFront(chunk: Chunk): void {
    if (this.#head > 0) this.#chunks[--this.#head] = chunk;
    else this.#chunks.unshift(chunk);
  }

  peek(): Chunk | undefined {
    for (;;) {
      const chunk = this.#chunks[this.#head];
      if (!chunk?.settled) return chunk;
      this.#step();
    }
  }

  shift(): Chunk | undefined {
    const chunk = this.peek();
    if (chunk) this.#step();
    return chunk;
  }

  *[Symbol.iterator](): Generator<Chunk> {
    for (let i = this.#head; i < this.#chunks.length; i++) {
      const chunk = this.#chunks[i];
      if (chunk && !chunk.settled) yield chunk;
    }
  }

  #step(): void {
    // Its result would live on in this array.
    this.#chunks[this.#head++] = undefined;
    if (this.#head === this.#chunks.length) {
      this.#chunks = [];
      this.#head = 0;
    } else if (this.#head > 1024 && this.#head * 2 > this.#chunks.length) {
      this.#chunks = this.#chunks.slice(this.#head);
      this.#head = 0;
    }
  }
}
