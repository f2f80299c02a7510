import type { Item } from '../../core/dataset/item';
import { defaultSettings } from '../../job/settings';
import { Gatherer, type FoundFile } from '../../sources/source';
import { accepts } from './accepts';

export type Found = AsyncIterable<FoundFile> | Iterable<FoundFile>;

export interface Gathered {
  /** How many files were not what goes into the field. */
  readonly left: number;
  /** Why not all could be read; null where nothing was in the way. */
  readonly trouble: string | null;
}

interface Fitting {
  readonly accept: string;
  readonly multiple: boolean;
  readonly directory: boolean;
}

/** Files on their way into the field. */
export class Gathering {
  #gatherer = newGatherer();
  #count = 0;
  #persons = 0;

  get isOn(): boolean {
    return this.#count > 0;
  }

  /** Some of them a person brought. */
  get isPersons(): boolean {
    return this.#persons > 0;
  }

  /**
   * @param isHosts Whether the page itself gives them: those are not asked for their kind.
   * @param take Given each image, or file beside images, as it is found.
   * @returns null where all was dropped meanwhile.
   */
  async add(found: Found, isHosts: boolean, fitting: Fitting, take: (item: Item) => void): Promise<Gathered | null> {
    const gatherer = this.#gatherer;
    this.#count++;
    if (!isHosts) this.#persons++;
    const counts = { taken: 0, left: 0 };
    let trouble: string | null = null;
    try {
      for await (const item of gatherer.gather(fittingOf(found, isHosts, fitting, counts))) {
        if (gatherer !== this.#gatherer) return null;
        take(item);
      }
    } catch (error) {
      trouble = (error as Error).message;
    }
    if (gatherer !== this.#gatherer) return null;
    this.#count--;
    if (!isHosts) this.#persons--;
    return { left: counts.left, trouble };
  }

  /** What is still coming belongs to nothing any more. */
  drop(): void {
    this.#gatherer = newGatherer();
    this.#count = this.#persons = 0;
  }
}

/** Gathers within the limits that a person's own settings have at first. */
export function newGatherer(): Gatherer {
  const { zipMaxEntries, zipMaxRatio, zipMaxGb } = defaultSettings;
  return new Gatherer(() => ({ maxEntries: zipMaxEntries, maxRatio: zipMaxRatio, maxBytes: zipMaxGb * 1e9 }));
}

async function* fittingOf(
  found: Found,
  isHosts: boolean,
  { accept, directory, multiple }: Fitting,
  counts: { taken: number; left: number },
) {
  for await (const one of found) {
    const isOfKind = (directory || !one.path.includes('/')) && (!one.file || accepts(accept, one.file));
    if ((isHosts || isOfKind) && (multiple || counts.taken === 0)) {
      counts.taken++;
      yield one;
    } else counts.left++;
  }
}
