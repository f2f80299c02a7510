import type { Entry } from './entry';

/** Tasks that wait: highest priority first, within one priority in the order they came. */
export class TaskQueue {
  readonly #byPriority = new Map<number, Line>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(entry: Entry): void {
    this.#lineOf(entry.priority).push(entry);
    this.#size++;
  }

  /** To the head of its priority: a task that is tried again was there first. */
  pushFront(entry: Entry): void {
    this.#lineOf(entry.priority).pushFront(entry);
    this.#size++;
  }

  peek(): Entry | undefined {
    return this.#highest()?.peek();
  }

  shift(): Entry | undefined {
    const entry = this.#highest()?.shift();
    if (entry) this.#size--;
    return entry;
  }

  /** Takes out tasks that were settled while they waited. */
  dropSettled(): void {
    while (this.peek()?.settled) this.shift();
  }

  /** Empties the queue. */
  drain(): Entry[] {
    const all: Entry[] = [];
    for (let entry = this.shift(); entry; entry = this.shift()) all.push(entry);
    return all;
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
    return this.#entries[this.#head];
  }

  shift(): Entry | undefined {
    const entry = this.#entries[this.#head];
    if (!entry) return undefined;
    // Its result would live on in this array.
    this.#entries[this.#head++] = undefined;
    if (this.#head > 1024 && this.#head * 2 > this.#entries.length) {
      this.#entries = this.#entries.slice(this.#head);
      this.#head = 0;
    }
    return entry;
  }
}
