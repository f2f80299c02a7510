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

/**
 * What the next version would be: scripts and wasm files under other names, the image worker and the optional parts among
 * them, and a page and scripts that name them so.
 */
export async function nextBuild(change: (page: string) => string = (page) => page): Promise<string> {
  const folder = temporary();
  cpSync(join(root, 'dist'), folder, { recursive: true });
  rmSync(join(folder, 'sw.js'));
  const files = ['assets', 'engine'].flatMap((place) =>
    readdirSync(join(folder, place))
      .filter((name) => hashed.test(name))
      .map((name) => ({ place: join(folder, place), name })),
  );
  const renamed = new Map(files.map(({ name }) => [name, turned(name)]));
  for (const { place, name } of files) {
    const bytes = readFileSync(join(place, name));
    rmSync(join(place, name));
    const next = name.endsWith('.js')
      ? replaced(bytes.toString(), renamed)
      : Buffer.concat([bytes, Buffer.from(customSection)]);
    writeFileSync(join(place, renamed.get(name) ?? name), next);
  }
  const page = join(folder, 'index.html');
  const html = replaced(readFileSync(page, 'utf8'), renamed).replace(/ *<meta name="build".*\n/, '');
  writeFileSync(page, change(html));
  await buildServiceWorker(folder, '## 9.9.9\n\n- A change that\n  is new.\n');
  return folder;
}

const hashed = /-([\w-]{8})(\.(?:js|wasm))$/;

/** Of WebAssembly, 5.5.3: its id, its size, and its name, which engines pass over. */
const customSection = [0, 4, 3, ...Buffer.from('new')];

/** The name with another hash of the same length. */
function turned(name: string): string {
  return name.replace(hashed, (_, hash: string, end: string) => {
    const lower = hash.toLowerCase();
    return `-${lower === hash ? hash.toUpperCase() : lower}${end}`;
  });
}

function replaced(text: string, names: ReadonlyMap<string, string>): string {
  let next = text;
  for (const [before, after] of names) next = next.replaceAll(before, after);
  return next;
}
