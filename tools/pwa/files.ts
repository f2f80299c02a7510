import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Built, BuiltFile, BuiltPart } from '../../src/pwa/built';
import { parts, type Part } from '../../src/pwa/parts';
import { isNamedByHash } from '../../src/pwa/policy.mjs';

/** Read by the browser, by hosts, by stores or by other sites' pages; `embed-hosts.json` is for a site's owner to change. */
const notKept = /^(?:sw\.js|_headers|embed\.html|embed-hosts\.json|many-hands\.js|.*\.map|screenshots\/.*|sbom.*)$/;

/** Everything in a folder, by its address from there, in order. */
function listed(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

/** What the service worker is told about the site in `folder`; the build's name is written into its page. */
export function describeSite(folder: string, { version, changelog }: { version: string; changelog: string }): Built {
  const urls = listed(folder).filter((url) => !notKept.test(url));
  const hash = createHash('sha256');
  for (const url of urls) hash.update(`${url}\0`).update(readFileSync(join(folder, url)));
  const build = hash.digest('hex').slice(0, 12);
  nameBuild(join(folder, 'index.html'), build);
  const files = urls.map((url) => fileOf(folder, url));
  const optional = parts.map((part) => partOf(part, files));
  const named = new Set(optional.flatMap((part) => part.files));
  const base = files.filter((file) => !named.has(file));
  return { version, build, base, parts: optional, changes: newest(changelog) };
}

function nameBuild(page: string, build: string): void {
  const html = readFileSync(page, 'utf8');
  writeFileSync(page, html.replace('<title>', `<meta name="build" content="${build}" />\n    <title>`));
}

function fileOf(folder: string, url: string): BuiltFile {
  const bytes = readFileSync(join(folder, url));
  const digest = createHash('sha256').update(bytes).digest();
  return {
    url,
    bytes: bytes.length,
    integrity: `sha256-${digest.toString('base64')}`,
    revision: isNamedByHash(url) ? null : digest.toString('hex').slice(0, 12),
  };
}

/** @throws Error where a file of the part was not built. */
function partOf({ id, name, purpose, files }: Part, all: readonly BuiltFile[]): BuiltPart {
  return { id, name, purpose, files: files.flatMap((pattern) => matching(pattern, all, id)) };
}

function matching(pattern: string, all: readonly BuiltFile[], id: string): BuiltFile[] {
  const [escaped] = [pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '[^/]*')];
  const found = all.filter(({ url }) => new RegExp(`^${escaped}$`).test(url));
  if (found.length === 0) throw new Error(`Expected a built file for ${pattern} of the part ${id}, found none.`);
  return found;
}

/** The entries of the changelog's first section, each as one line. */
export function newest(changelog: string): string[] {
  const [, section = ''] = changelog.split(/^## .*$/m);
  return section
    .split(/^- /m)
    .slice(1)
    .map((entry) => entry.replaceAll(/\s+/g, ' ').trim());
}
