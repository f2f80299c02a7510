import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { python } from '../../e2e/pool/cases/python';

export const multiprocessingPath = 'docs/multiprocessing.md';

/** Of the version whose sections the cases name. */
const documentation = 'https://docs.python.org/3.11/library/multiprocessing.html';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** A program of the cookbook as the page shows it, and what the page says that it prints. */
export interface Snippet {
  readonly path: string;
  readonly code: string;
  /** Null where the page says nothing: a module that is no program. */
  readonly prints: string | null;
}

/** The page as it stands, with the programs and the differences written anew into their places. */
export function multiprocessingPage(page = read(multiprocessingPath)): string {
  return page
    .replace(shown, (_, path: string) => `<!-- ${path} -->\n\n\`\`\`ts\n${read(path)}\`\`\``)
    .replace(listed, `<!-- differences -->\n\n${differences()}\n\n<!-- end of differences -->`);
}

export function snippetsOf(page: string): Snippet[] {
  return [...page.matchAll(shown)].map(({ 0: whole, 1: path, 2: code, index }) => {
    const [, prints = null] = /^\n\n```text\n([^]*?)```\n/.exec(page.slice(index + whole.length)) ?? [];
    return { path: path!, code: code!, prints };
  });
}

/** A comment that names a file, and the block of code after it. */
const shown = /<!-- ([\w/-]+\.ts) -->\n\n```ts\n([^]*?)```/g;
const listed = /<!-- differences -->[^]*<!-- end of differences -->/;

function differences(): string {
  return python
    .flatMap(({ section, name, differs }) =>
      differs === undefined ? [] : [`- **${name}.** ${differs} ([${section}](${documentation}#${section}))`],
    )
    .join('\n');
}
