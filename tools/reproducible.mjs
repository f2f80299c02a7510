// npm run reproducible: builds twice and compares every byte. The hash that it prints is that of the whole site: whoever builds
// the same commit with the same Node gets the same one.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root, run, stop } from './prepare.mjs';

const folders = ['once', 'again'].map((name) => join(root, `.cache/built-${name}-${process.pid}`));
try {
  const [once, again] = folders.map((folder) => {
    if (run(process.execPath, ['tools/build.mjs', folder], { quiet: true }) !== 0) stop('The build failed.');
    return hashesIn(folder);
  });
  const differing = [...new Set([...once.keys(), ...again.keys()])].filter(
    (path) => once.get(path) !== again.get(path),
  );
  if (differing.length > 0) stop(`Expected two builds of the same bytes; these files differ: ${differing.join(', ')}`);
  const all = [...once].map(([path, hash]) => `${hash}  ${path}\n`).join('');
  process.stdout.write(`${once.size} files, the same in both builds: sha256 ${hashOf(all)}\n`);
} finally {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** The hash of each file, by its path, in the order of the paths. */
function hashesIn(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort();
  return new Map(paths.map((path) => [path, hashOf(readFileSync(join(folder, path)))]));
}

function hashOf(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}
