import type { Recipe } from '../../core/recipe/recipe';
import type { Desk } from '../../sinks/desk';
import { asWanted, mayBeLabelled, readLabels, type AsRead, type Opened } from '../../sinks/desk-labels';
import type { Row } from './items';

/** Labels as the desk has them, with what they were looked for among, and by which part of a recipe. */
interface Known {
  readonly rows: readonly Row[];
  readonly many: number;
  /** Which part of the recipe decides what is read, and which what is made of it. */
  readonly read: string;
  readonly asked: string;
  /** Null where nothing may be labels, and the desk has none. */
  readonly asRead: Promise<AsRead | null>;
  readonly opened: Promise<Opened>;
}

/** Looks for the labels of the same files once, for the line above the list, the previews and the job alike. */
export class FoundOnce {
  #known: Known | null = null;
  /** The desk keeps one set: one search after another. */
  #last: Promise<unknown> = Promise.resolve();
  #wasAsked = false;

  /** @param rows Of `items`: a list that grows, and another once it was cleared. */
  knows(rows: readonly Row[], labels: Recipe['labels']): boolean {
    const known = this.#known;
    return this.#isOf(rows, known) && known.read === readBy(labels) && known.asked === askedBy(labels);
  }

  /**
   * Label files are read once: where classes alone are others, the desk makes them so of what it has.
   * @param desk Not started where nothing may be labels, as far as names tell. @throws as the desk does.
   */
  find(rows: readonly Row[], labels: Recipe['labels'], desk: () => Desk): Promise<Opened> {
    const before = this.#known;
    if (before && this.knows(rows, labels)) return before.opened;
    const read = readBy(labels);
    const asRead =
      this.#isOf(rows, before) && before.read === read
        ? before.asRead
        : this.#last.then(() => this.#read(rows, labels, desk));
    const opened = Promise.all([asRead, this.#last]).then(([set]) => (set ? asWanted(desk(), set, labels) : nothing));
    this.#last = opened.catch(() => undefined);
    const known = { rows, many: rows.length, read, asked: askedBy(labels), asRead, opened };
    this.#known = known;
    // One that failed is tried again when it is asked for.
    void opened.catch(() => {
      if (this.#known?.asRead === asRead) this.#known = null;
    });
    return opened;
  }

  async #read(rows: readonly Row[], labels: Recipe['labels'], desk: () => Desk): Promise<AsRead | null> {
    const items = rows.map(({ item }) => item);
    const may = labels.read !== 'auto' || mayBeLabelled(items.map(({ path }) => path));
    // A desk that has a set has to forget it.
    if (!may && !this.#wasAsked) return null;
    this.#wasAsked = true;
    return readLabels(desk(), items, labels);
  }

  #isOf(rows: readonly Row[], known: Known | null): known is Known {
    return known?.rows === rows && known.many === rows.length;
  }
}

const nothing: Opened = {
  found: {
    kind: 'none',
    refused: null,
    formats: [],
    files: [],
    unread: [],
    byStem: [],
    classes: [],
    unnamed: [],
    keypoints: [],
    flips: [],
    bones: [],
    summary: null,
  },
  frame: null,
  turned: null,
  maskFill: null,
};

/** What of a recipe decides what the desk reads. */
function readBy({ read, vocOneBased, frame }: Recipe['labels']): string {
  return JSON.stringify([read, vocOneBased, frame === 'auto']);
}

/** What of it decides what is made of that. */
function askedBy({ classes, otherClasses, maskFill }: Recipe['labels']): string {
  return JSON.stringify([classes, otherClasses, maskFill]);
}
