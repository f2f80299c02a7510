import type { Recipe } from '../../core/recipe/recipe';
import type { Desk } from '../../sinks/desk';
import { findLabels, mayBeLabelled, type Opened } from '../../sinks/desk-labels';
import type { Row } from './items';

/** Labels as the desk has them, with what they were looked for among, and by which part of a recipe. */
interface Known {
  readonly rows: readonly Row[];
  readonly many: number;
  readonly asked: string;
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
    return known?.rows === rows && known.many === rows.length && known.asked === askedBy(labels);
  }

  /** @param desk Not started where nothing may be labels, as far as names tell. @throws as the desk does. */
  find(rows: readonly Row[], labels: Recipe['labels'], desk: () => Desk): Promise<Opened> {
    if (this.#known && this.knows(rows, labels)) return this.#known.opened;
    const items = rows.map(({ item }) => item);
    const search = async () => {
      const may = labels.read !== 'auto' || mayBeLabelled(items.map(({ path }) => path));
      // A desk that has a set has to forget it.
      if (!may && !this.#wasAsked) return nothing;
      this.#wasAsked = true;
      return findLabels(desk(), items, labels);
    };
    const opened = this.#last.then(search);
    this.#last = opened.catch(() => undefined);
    const known = { rows, many: rows.length, asked: askedBy(labels), opened };
    this.#known = known;
    // One that failed is tried again when it is asked for.
    void opened.catch(() => {
      if (this.#known === known) this.#known = null;
    });
    return opened;
  }
}

const nothing: Opened = {
  found: {
    kind: 'none',
    refused: null,
    files: [],
    classes: [],
    unnamed: [],
    keypoints: [],
    flips: [],
    summary: null,
  },
  frame: null,
  maskFill: null,
};

/** What of a recipe decides what the desk keeps. */
function askedBy({ read, vocOneBased, classes, otherClasses, frame, maskFill }: Recipe['labels']): string {
  return JSON.stringify([read, vocOneBased, classes, otherClasses, frame === 'auto', maskFill]);
}
