import { parseRecipe } from '../../src/core/recipe/parse';
import { processItem } from '../../src/worker/process';
import { corpusFiles, type CorpusFile } from '../../src/worker/testing/corpus';
import { nodeVips } from '../../src/worker/testing/node-vips';
import { libvipsAlone, limits } from '../../src/worker/testing/run';
import type { VipsLibrary } from '../../src/worker/vips';
import { againstNative, hasNative } from './native';
import { pngChecksums } from './png-sums';
import { known, references } from './references';
import { unexplained, waiverLines } from './waivers';

/** What becomes of a file: who reads it and its size, or the code of its outcome. */
export type Fates = Readonly<Record<string, string>>;

export interface Account {
  readonly fates: Fates;
  /** For a person. */
  readonly lines: readonly string[];
  /** What is too far from its reference. */
  readonly wrong: readonly string[];
}

const folders = ['decoders', 'exif-orientation', 'hostile', 'photos'] as const;

/** Every image of the corpus, by the worker's own way. */
export async function whole(): Promise<Account> {
  const vips = await nodeVips(['heif', 'jxl', 'resvg']);
  const fates: Record<string, string> = {};
  for (const file of corpusFiles(...folders))
    if (!file.path.endsWith('.zip')) fates[file.path] = await fateOf(vips, file);
  const held = await references(vips);
  const sums = await pngChecksums(vips);
  const native = hasNative()
    ? await againstNative(vips)
    : {
        lines: ['No `vips` on this machine (apt-get install libvips-tools): not compared with native libvips.'],
        wrong: [],
      };
  return {
    fates,
    lines: [
      ...summary(fates),
      `${held.compared.length} compared with a reference; they differ by a reason in:`,
      ...waiverLines(known),
      ...held.lines,
      ...sums.lines,
      ...native.lines,
    ],
    wrong: [...unexplained(held.compared, known), ...held.wrong, ...sums.wrong, ...native.wrong],
  };
}

const recipe = parseRecipe({ version: 1, output: { format: 'png', compression: 0 } });

export async function fateOf(vips: VipsLibrary, { path, read }: CorpusFile): Promise<string> {
  const worked = await processItem(libvipsAlone(vips), read(), { path, recipe, limits });
  return worked.status === 'done'
    ? `${worked.format} by ${worked.reader}, ${worked.width} × ${worked.height}`
    : `${worked.status}: ${worked.code}`;
}

/** How the fates differ from those expected, a line each. */
export function changes(expected: Fates, fates: Fates): string[] {
  const paths = [...new Set([...Object.keys(expected), ...Object.keys(fates)])].sort();
  return paths
    .filter((path) => expected[path] !== fates[path])
    .map((path) => `${path}: expected ${expected[path] ?? 'no such file'}, received ${fates[path] ?? 'no such file'}.`);
}

function summary(fates: Fates): string[] {
  const groups = new Map<string, number>();
  for (const [path, fate] of Object.entries(fates)) {
    const [top = '', kind = ''] = path.split('/');
    const name = `${top === 'decoders' || top === 'hostile' ? `${top}/${kind}` : top}\t${fate.split(',')[0]}`;
    groups.set(name, (groups.get(name) ?? 0) + 1);
  }
  return [...groups].sort().map(([name, count]) => `${name}\t${count}`);
}
