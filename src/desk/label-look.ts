import { checkLabels } from '../core/dataset/check-labels';
import { FrameVote } from '../core/dataset/frame-vote';
import type { LabelFrame } from '../core/dataset/label-frame';
import type { LabelSet } from '../core/dataset/label-set';
import type { Header } from '../core/header/header';
import { readHeader } from '../core/header/read';
import { classFacts } from './class-facts';
import type { LabelsLooked } from './label-api';
import { LabelChecks } from './label-checks';

/** How many images are looked at; of more, so many spread over all. */
const mostLooked = 2000;
/** How long others wait for the desk, about. */
const sliceMs = 30;

type Seen = Pick<Header, 'width' | 'height' | 'orientation'>;

/** What is wrong with labels as far as the headers of their images tell: before anything runs. */
export class LabelLook {
  /** Null where the file has no header that is read here. */
  readonly #heads = new Map<string, Seen | null>();
  #checks: LabelChecks | null = null;
  readonly #setNow: () => LabelSet | null;

  /** @param setNow The labels as they are at the time: a table may have changed their classes. */
  constructor(setNow: () => LabelSet | null) {
    this.#setNow = setNow;
  }

  /** Forgets the images: another set was found. */
  clear(): void {
    this.#heads.clear();
    this.#checks = null;
  }

  /** Paths of images whose headers are wanted, and were not heard yet. */
  wanted(): string[] {
    const set = this.#setNow();
    const all = set ? labelled(set) : [];
    const every = Math.max(1, all.length / mostLooked);
    const some = Array.from({ length: Math.min(all.length, mostLooked) }, (_, at) => all[Math.floor(at * every)] ?? '');
    return some.filter((path) => !this.#heads.has(path));
  }

  /** @param head Of the image's file. */
  hear(path: string, head: Uint8Array): void {
    const { header } = readHeader(head);
    const { width = 0, height = 0, orientation = 1 } = header ?? {};
    this.#heads.set(path, header && { width, height, orientation });
  }

  /** @param frame Which the labels are read in. @returns null where there are no labels. */
  async told(frame: LabelFrame): Promise<LabelsLooked | null> {
    const set = this.#setNow();
    if (!set) return null;
    const checks = new LabelChecks((index) => set.classes[index]?.name ?? String(index));
    const { unnamed, keypoints } = classFacts(set);
    const facts = { unnamed: new Set(unnamed), keypoints: new Map(keypoints) };
    const vote = new FrameVote();
    let turned: string | null = null;
    let looked = 0;
    let until = performance.now() + sliceMs;
    for (const [path, seen] of this.#heads) {
      const image = set.store.get(path);
      if (!image || !seen) continue;
      looked++;
      if (vote.add(image, seen)) turned ??= path;
      const isTurned = seen.orientation >= 5;
      const { width, height } = seen;
      const size = frame === 'upright' && isTurned ? { width: height, height: width } : { width, height };
      checks.add(path, checkLabels(image, { size, isTurned }, facts), false);
      if (performance.now() < until) continue;
      await new Promise((resolve) => setTimeout(resolve));
      until = performance.now() + sliceMs;
    }
    this.#checks = checks;
    const { checks: counts = [], wrong = [] } = checks.report(set);
    return { looked, images: labelled(set).length, checks: counts, wrong, frame: vote.finding(), turned };
  }

  /** What was told last; null before. */
  get checks(): LabelChecks | null {
    return this.#checks;
  }
}

/** Images that there is something to check of. */
function labelled({ store }: LabelSet): string[] {
  return [...store.images()].filter((path) => store.hasLabels(path) || store.factsOf(path)?.stated !== null);
}
