import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { everywhere, headersByKind, kindsByPath } from '../../src/pwa/policy.mjs';
import { apache, caddy, nginx } from './hosts';

const hostingPath = 'docs/hosting.md';
const keptForEver = 'public, max-age=31536000, immutable';

/** What hosts are told to send, for those that read `_headers`, and as snippets for others. */
export function hostingFiles(): Record<string, string> {
  const page = readFileSync(join(import.meta.dirname, '../..', hostingPath), 'utf8');
  return { 'public/_headers': headersFile(), [hostingPath]: withSnippets(page, { nginx, caddy, apache }) };
}

/** Hosts join headers of one name from all rules that match: no two rules that meet have a name in common. */
function headersFile(): string {
  const rules = kindsByPath.map(([path, kind]) =>
    rule(`/${path}`, {
      ...headersByKind[kind],
      'Cache-Control': /^(?:assets|engine)\//.test(path) ? keptForEver : 'no-cache',
    }),
  );
  return ['# Made by `npm run generate` from src/pwa/policy.mjs.', rule('/*', everywhere), ...rules].join('\n');
}

function rule(address: string, headers: Readonly<Record<string, string>>): string {
  return [address, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`), ''].join('\n');
}

/** The text between `<!-- host: name -->` and `<!-- end -->` is that host's snippet. */
function withSnippets(page: string, hosts: Readonly<Record<string, () => string>>): string {
  return page.replace(
    /(<!-- host: (\w+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_, start: string, name: string, end: string) => {
      const snippet = hosts[name];
      if (!snippet)
        throw new Error(`Expected ${hostingPath} to name one of ${Object.keys(hosts).join(', ')}, received ${name}.`);
      return `${start}\n\`\`\`${name}\n${snippet()}\n\`\`\`\n\n${end}`;
    },
  );
}
