import { FrameVote } from '../core/dataset/frame-vote';
import type { FrameFinding } from '../core/dataset/label-frame';
import type { LabelSet } from '../core/dataset/label-set';
import { readHeader } from '../core/header/read';

/** Images of a set of labels tell which EXIF frame the labels were drawn in. */
export class FrameSearch {
  readonly #set: LabelSet | null;
  readonly #vote = new FrameVote();
  #finding: FrameFinding | null = null;

  constructor(set: LabelSet | null) {
    this.#set = set;
  }

  /** What `found` said; null before. */
  get finding(): FrameFinding | null {
    return this.#finding;
  }

  /** Paths of images whose labels may tell: fractions fit either frame. */
  witnesses(): readonly string[] {
    if (!this.#set) return [];
    const { store } = this.#set;
    return [...store.images()].filter((path) => {
      const facts = store.factsOf(path);
      return facts !== null && (facts.stated !== null || (facts.unit === 'px' && store.hasLabels(path)));
    });
  }

  /**
   * @param head Of the image's file: what has no header that is read here tells nothing.
   * @returns whether EXIF lays the image on its side.
   */
  hear(path: string, head: Uint8Array): boolean {
    const image = this.#set?.store.get(path);
    const { header } = readHeader(head);
    return image !== null && image !== undefined && header !== null && this.#vote.add(image, header);
  }

  found(): FrameFinding {
    this.#finding = this.#vote.finding();
    return this.#finding;
  }
}
