// What stands in docs/embed.md, on a site of nothing else.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { serveExamples } from '../../docs/examples/embed/server.mjs';
import { root } from '../../tools/prepare.mjs';
import { temporaryFolder } from '../visit';

const guide = readFileSync(join(root, 'docs/embed.md'), 'utf8');

/** The first block of a language that holds `has`, as it stands in the guide but for the host, which is ours. */
export function snippet(language: string, has: string): string {
  const blocks = guide.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, 'gm'));
  const found = Array.from(blocks, ([, text]) => text!).find((text) => text.includes(has));
  if (!found) throw new Error(`Expected docs/embed.md to have a block of ${language} with ${has}.`);
  return found.replaceAll('https://hands.example/', inject('url'));
}

/** A folder with these files alone, as a site whose forms are taken as those of the examples. */
export async function site(files: Readonly<Record<string, string>>) {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const served = await serveExamples({ pages: folder });
  onTestFinished(served.close);
  return { folder, ...served };
}
