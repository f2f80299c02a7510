import type { Item } from '../../core/dataset/item';
import type { Header } from '../../core/header/header';

export interface Thumb {
  readonly url: string;
  readonly width: number;
  readonly height: number;
  /** Of the file: labels lie in its pixels, as they are stored or as EXIF turns them. */
  readonly stored: Pick<Header, 'width' | 'height' | 'orientation'>;
}

/** What is shown of a row, whatever its state: its place, and its file. */
export interface Pictured {
  readonly id: number;
  readonly item: Item;
}

/** Makes one thumbnail's picture; rejects where there is none to be had. */
export type MakeThumb = (row: Pictured, signal: AbortSignal) => Promise<Thumb>;

/** Far more than a screen shows, so that scrolling back shows them at once; a few hundred kilobytes in all. */
const kept = 400;

interface Wish {
  readonly row: Pictured;
  readonly listener: () => void;
}

/**
 * Thumbnails of the rows that are on the screen. Made a few at a time, the newest wish first; one that scrolled away
 * before its turn is never made. The longest unseen are revoked.
 */
export class Thumbnails {
  readonly #make: MakeThumb;
  readonly #atOnce: () => number;
  /** In the order in which they were last seen. Null: there is none to be had. */
  readonly #known = new Map<number, Thumb | null>();
  readonly #wishes = new Map<number, Wish>();
  readonly #making = new Map<number, AbortController>();

  constructor(make: MakeThumb, atOnce: () => number) {
    this.#make = make;
    this.#atOnce = atOnce;
  }

  /** @returns undefined while it is not known yet. */
  get(id: number): Thumb | null | undefined {
    return this.#known.get(id);
  }

  /** Says that the row is on the screen. @returns what to call when it no longer is. */
  watch(row: Pictured, listener: () => void): () => void {
    const known = this.#known.get(row.id);
    if (known !== undefined) {
      this.#known.delete(row.id);
      this.#known.set(row.id, known);
      return () => undefined;
    }
    this.#wishes.set(row.id, { row, listener });
    this.#next();
    return () => {
      this.#wishes.delete(row.id);
      this.#making.get(row.id)?.abort();
    };
  }

  clear(): void {
    for (const controller of this.#making.values()) controller.abort();
    for (const thumb of this.#known.values()) if (thumb) URL.revokeObjectURL(thumb.url);
    this.#known.clear();
    this.#wishes.clear();
  }

  #next(): void {
    const waiting = [...this.#wishes.values()].filter((wish) => !this.#making.has(wish.row.id));
    while (this.#making.size < this.#atOnce()) {
      const wish = waiting.shift();
      if (!wish) return;
      void this.#start(wish);
    }
  }

  async #start({ row }: Wish): Promise<void> {
    const controller = new AbortController();
    this.#making.set(row.id, controller);
    let thumb: Thumb | null = null;
    try {
      thumb = await this.#make(row, controller.signal);
    } catch {
      // What is wrong with the file is told by the run; until then its row shows a blank picture.
    }
    this.#making.delete(row.id);
    if (controller.signal.aborted) {
      if (thumb) URL.revokeObjectURL(thumb.url);
    } else {
      this.#known.set(row.id, thumb);
      this.#forget();
      const wish = this.#wishes.get(row.id);
      this.#wishes.delete(row.id);
      wish?.listener();
    }
    this.#next();
  }

  #forget(): void {
    for (const [id, thumb] of this.#known) {
      if (this.#known.size <= kept) return;
      this.#known.delete(id);
      if (thumb) URL.revokeObjectURL(thumb.url);
    }
  }
}
