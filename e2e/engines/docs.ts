import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tools/prepare.mjs';

const file = join(root, 'docs/browsers.md');

/** Puts a text between the markers of docs/browsers.md, where the command asks for it by `--write`. */
export function writePart(name: string, text: string): void {
  if (process.env['MANYHANDS_WRITE_DOCS'] === undefined) return;
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const page = readFileSync(file, 'utf8');
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`Expected ${begin} and ${end} in docs/browsers.md.`);
  const day = new Date().toISOString().slice(0, 10);
  writeFileSync(file, `${page.slice(0, from + begin.length)}\n\nAs of ${day}.\n\n${text}\n\n${page.slice(to)}`);
}
