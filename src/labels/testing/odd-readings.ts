import { LabelStore } from '../../core/dataset/label-store';
import type { LabelSet } from '../../core/dataset/label-set';
import { masksAmong } from '../../core/dataset/mask-paths';
import { NameTree } from '../../core/dataset/name-tree';
import { findLabels } from '../find';
import { usualOptions, type LabelFile, type LabelFormat } from '../format';
import { fileOf, writtenAs } from './memory';
import { oddSize, oddTree } from './odd-trees';
import { strayed, type Again } from './strayed';

interface Place {
  /** What the set was read from. */
  readonly files: readonly LabelFile[];
  /** Taken from the beginning of images' paths, where they have it. */
  readonly from: string;
  /** Put before the paths of images and label files: the folder that is dropped next. */
  readonly to: string;
}

/**
 * Trees of a range of seeds, each written in a format, read, written from that and read again: what strayed on the way and was
 * not told, a sentence each, with the seed.
 */
export async function oddRounds(format: LabelFormat, first: number, many: number): Promise<string[]> {
  const wrong: string[] = [];
  for (let seed = first; seed < first + many; seed++) {
    let [set, files] = [oddTree(seed), [] as readonly LabelFile[]];
    // Folders that are classes lie in one that is dropped.
    const places =
      format.id === 'class-folders' ? ['out/', 'out/'] : [['', 'out/'][seed % 2]!, ['', 'out/'][(seed >> 1) % 2]!];
    for (const to of places) {
      const again = await writtenAndRead(format, set, { files, from: seed % 3 > 0 ? 'out/' : '', to });
      const faults = typeof again === 'string' ? [again] : strayed(set, again);
      wrong.push(...faults.map((fault) => `${format.id}, tree ${seed}: ${fault}`));
      if (typeof again === 'string' || faults.length > 0) break;
      ({ set, files } = again);
    }
  }
  return wrong;
}

/** Writes and reads again as a run and the next one do, with names apart where the format wants it; a sentence where it is not read. */
async function writtenAndRead(format: LabelFormat, set: LabelSet, { files, from, to }: Place): Promise<Again | string> {
  const tree = new NameTree({ stemsApart: format.byStem ?? false });
  const places = new Map<string, string>();
  for (const image of set.store.images())
    places.set(image, tree.claim(image.startsWith(from) ? image.slice(from.length) : image).path);
  const pathOf = (image: string) => places.get(image) ?? image;
  const written = await writtenAs(format, set, files, () => oddSize, usualOptions, pathOf);
  const all = await Promise.all(written.sources.map(async (file) => fileOf(`${to}${file.path}`, await file.read())));
  const paths = new Map(Array.from(places, ([image, place]) => [image, `${to}${place}`]));
  const images = [...paths.values(), ...all.map(({ path }) => path).filter((path) => path.endsWith('.png'))];
  const masks = new Set(masksAmong(images));
  const found = await findLabels({
    files: all.filter(({ path }) => !path.endsWith('.png') || masks.has(path)),
    images,
    read: format.id,
    options: usualOptions,
  });
  if (found.kind === 'refused') return found.sentence;
  const back = found.kind === 'found' ? found.set : { ...set, store: new LabelStore(''), troubles: [] };
  return { format, set: back, files: all, paths, losses: written.losses };
}
