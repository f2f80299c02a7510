import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { root } from '../tools/prepare.mjs';
import { buildServiceWorker } from '../tools/pwa/build-worker.mjs';

/** A site that is deployed to, build after build: one whole folder stands in for another at once. */
export interface Deployed {
  readonly folder: string;
  deploy(build: string): void;
}

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'manyhands-deploy-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function deployed(build = join(root, 'dist')): Deployed {
  const place = temporary();
  const folder = join(place, 'site');
  const deploy = (next: string) => {
    symlinkSync(next, join(place, 'next'));
    renameSync(join(place, 'next'), folder);
  };
  deploy(build);
  return { folder, deploy };
}

/** What the next version would be: the image worker under another name, and a page and scripts that name it so. */
export async function nextBuild(change: (page: string) => string = (page) => page): Promise<string> {
  const folder = temporary();
  cpSync(join(root, 'dist'), folder, { recursive: true });
  rmSync(join(folder, 'sw.js'));
  const scripts = ['assets', 'engine'].flatMap((place) =>
    readdirSync(join(folder, place))
      .filter((name) => name.endsWith('.js'))
      .map((name) => ({ place: join(folder, place), name })),
  );
  const renamed = new Map(
    scripts.map(({ name }) => [name, name.replace(/-[\w-]{8}\.js$/, (hash) => `-${turned(hash)}`)]),
  );
  for (const { place, name } of scripts) {
    const text = readFileSync(join(place, name), 'utf8');
    rmSync(join(place, name));
    writeFileSync(join(place, renamed.get(name) ?? name), replaced(text, renamed));
  }
  const page = join(folder, 'index.html');
  const html = replaced(readFileSync(page, 'utf8'), renamed).replace(/ *<meta name="build".*\n/, '');
  writeFileSync(page, change(html));
  await buildServiceWorker(folder, '## 9.9.9\n\n- A change that\n  is new.\n');
  return folder;
}

/** Another hash of the same length. */
function turned(hash: string): string {
  return `${hash.slice(1, 9).toLowerCase() === hash.slice(1, 9) ? hash.slice(1, 9).toUpperCase() : hash.slice(1, 9).toLowerCase()}.js`;
}

function replaced(text: string, names: ReadonlyMap<string, string>): string {
  let next = text;
  for (const [before, after] of names) next = next.replaceAll(before, after);
  return next;
}
