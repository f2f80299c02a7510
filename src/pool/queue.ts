import type { Entry } from './entry';

/** Tasks that wait: highest priority first, within one priority in the order they came. Settled ones are passed over. */
export class TaskQueue {
  readonly #byPriority = new Map<number, Line>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(entry: Entry): void {
    this.#lineOf(entry.priority).push(entry);
    this.#added(entry);
  }

  /** To the head of its priority: a task that is tried again was there first. */
  pushFront(entry: Entry): void {
    this.#lineOf(entry.priority).pushFront(entry);
    this.#added(entry);
  }

  peek(): Entry | undefined {
    return this.#highest()?.peek();
  }

  shift(): Entry | undefined {
    const entry = this.#highest()?.shift();
    if (entry) this.#left(entry);
    return entry;
  }

  /** One that settled while it waited no longer counts; its place is cleared when it comes to the head. */
  forget(entry: Entry): void {
    if (entry.isQueued) this.#left(entry);
  }

  /** Those that wait, in no order. */
  *[Symbol.iterator](): Generator<Entry> {
    for (const line of this.#byPriority.values()) yield* line;
  }

  #added(entry: Entry): void {
    entry.isQueued = true;
    this.#size++;
  }

  #left(entry: Entry): void {
    entry.isQueued = false;
    this.#size--;
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
      if (priority > bestPriority && line.peek()) [best, bestPriority] = [line, priority];
    }
    return best;
  }
}

/** First in, first out in constant time: a head that walks, and an array that is cut now and then. */
class Line {
  #entries: (Entry | undefined)[] = [];
  #head = 0;

  push(entry: Entry): void {
    this.#entries.push(entry);
  }

  pushFront(entry: Entry): void {
    if (this.#head > 0) this.#entries[--this.#head] = entry;
    else this.#entries.unshift(entry);
  }

  peek(): Entry | undefined {
    for (;;) {
      const entry = this.#entries[this.#head];
      if (!entry?.settled) return entry;
      this.#step();
    }
  }

  shift(): Entry | undefined {
    const entry = this.peek();
    if (entry) this.#step();
    return entry;
  }

  *[Symbol.iterator](): Generator<Entry> {
    for (let i = this.#head; i < this.#entries.length; i++) {
      const entry = this.#entries[i];
      if (entry && !entry.settled) yield entry;
    }
  }

  #step(): void {
    // Its result would live on in this array.
    this.#entries[this.#head++] = undefined;
    if (this.#head === this.#entries.length) {
      this.#entries = [];
      this.#head = 0;
    } else if (this.#head > 1024 && this.#head * 2 > this.#entries.length) {
      this.#entries = this.#entries.slice(this.#head);
      this.#head = 0;
    }
  }
}
