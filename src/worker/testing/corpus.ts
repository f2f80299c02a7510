import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/** Real files, beside the project or where `CORPUS` says; tests that need them say so when they are not there. */
const folder = process.env['CORPUS'] ?? join(root, '../shared/corpus');

const hasCorpus = existsSync(join(folder, 'MANIFEST.json'));

/** For `describe.skipIf`; the reason stands in the test's own name. */
export const noCorpus = !hasCorpus;

export interface CorpusFile {
  /** In the corpus, with `/` between its parts. */
  readonly path: string;
  read(): Uint8Array;
}

/** Every file under the given folders of the corpus, in the order of their names; none where it is not there. */
export function corpusFiles(...under: readonly string[]): CorpusFile[] {
  if (!hasCorpus) return [];
  return under.flatMap((part) =>
    readdirSync(join(folder, part), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => ({ path: relative(folder, file), read: () => new Uint8Array(readFileSync(file)) })),
  );
}

export function corpusFile(path: string): Uint8Array {
  return new Uint8Array(readFileSync(join(folder, path)));
}
