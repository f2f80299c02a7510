import { partsOf } from '../../core/dataset/paths';
import type { LabelFile } from '../format';
import { splitOf } from '../splits';
import { linesOf, textOf } from '../text/text';
import { YamlTrouble } from '../text/yaml';
import { dataYamlOf } from './data-yaml';

/** A path that a file says of a split's images. */
interface Said {
  readonly by: LabelFile;
  readonly split: string;
  readonly path: string;
}

/** Lists of images that `data.yaml` or `obj.data` point to, whatever they are called. */
export interface PointedLists {
  /** By list: the splits of the keys that point to it, and the files that have these. */
  readonly lists: ReadonlyMap<LabelFile, { readonly splits: ReadonlySet<string>; readonly by: readonly LabelFile[] }>;
  /** Those that are not among the files. */
  readonly missing: readonly Said[];
  /** Whether any of these files says where images of a split are, by a list or by a folder. */
  readonly isSaid: boolean;
}

/** @param files Of a dataset; its `.yaml` and `.data` point, its `.txt` are pointed to. */
export async function pointedLists(files: readonly LabelFile[]): Promise<PointedLists> {
  const texts = files.filter(({ path }) => /\.txt$/i.test(path));
  const lists = new Map<LabelFile, { readonly splits: Set<string>; readonly by: LabelFile[] }>();
  const missing: Said[] = [];
  let isSaid = false;
  for (const file of files.filter(({ path }) => /\.(?:ya?ml|data)$/i.test(path)))
    for (const said of await saidIn(file)) {
      isSaid = true;
      if (!/\.txt$/i.test(said.path)) continue;
      const list = listAt(said, texts);
      if (!list) missing.push(said);
      else {
        const known = lists.get(list) ?? { splits: new Set(), by: [] };
        lists.set(list, known);
        known.splits.add(said.split);
        known.by.push(file);
      }
    }
  return { lists, missing, isSaid };
}

/** The split of a list: that of the one key that points to it, else its name's own. */
export function splitOfList({ path }: LabelFile, splits: ReadonlySet<string> | undefined): string | null {
  const [only = null, ...others] = splits ?? [];
  const own = splitOf(path.slice(path.lastIndexOf('/') + 1));
  return others.length > 0 ? own : (only ?? own);
}

async function saidIn(by: LabelFile): Promise<Said[]> {
  if (by.bytes > 10_000_000) return [];
  const text = textOf(await by.read());
  const all = /\.data$/i.test(by.path) ? darknetSaid(text) : yamlSaid(text);
  return all.map(([split, path]) => ({ by, split, path }));
}

function yamlSaid(text: string): (readonly [split: string, path: string])[] {
  try {
    const splits = [...(dataYamlOf(text)?.splits ?? [])];
    return splits.flatMap(([split, paths]) => paths.map((path) => [split, path] as const));
  } catch (error) {
    // It is told where its names are read.
    if (error instanceof YamlTrouble) return [];
    throw error;
  }
}

/** Darknet has no word for a test: what it validates on may be called so. */
function darknetSaid(text: string): (readonly [split: string, path: string])[] {
  return linesOf(text).flatMap(({ line }) => {
    const [, key = '', path = ''] = /^(train|valid)\s*=\s*(\S.*)$/i.exec(line) ?? [];
    if (path === '') return [];
    const isTest = /(?:^|[/\\])test\.txt$/i.test(path);
    return [[key.toLowerCase() === 'train' ? 'train' : isTest ? 'test' : 'val', path] as const];
  });
}

/** From the file's own folder on, else the one that shares most of its path's end: a path may begin on another machine. */
function listAt({ by, path }: Said, texts: readonly LabelFile[]): LabelFile | null {
  const said = partsIn(path);
  const { dir } = partsOf(by.path);
  const beside = [...partsIn(dir), ...said].join('/');
  const exact = texts.find((file) => file.path === beside);
  if (exact) return exact;
  let best: LabelFile | null = null;
  let most = 0;
  for (const file of texts.filter((one) => one.path.endsWith(said.at(-1) ?? ''))) {
    const parts = partsIn(file.path);
    const score = 1000 * shared(parts.toReversed(), said.toReversed()) + shared(parts.slice(0, -1), partsIn(dir));
    if (score >= 1000 && score > most) [best, most] = [file, score];
  }
  return best;
}

function partsIn(path: string): string[] {
  return path.split(/[/\\]+/).filter((part) => part !== '' && part !== '.' && part !== '..');
}

function shared(one: readonly string[], other: readonly string[]): number {
  let many = 0;
  while (many < one.length && many < other.length && one[many] === other[many]) many++;
  return many;
}
