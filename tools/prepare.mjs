// What the other tools need before they start: installed packages and a build that is not older than its sources.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs a command in the project; its output goes to stderr where `quiet`, so that a caller's stdout stays its own. */
export function run(command, args, { quiet = false, env = {} } = {}) {
  const out = quiet ? 2 : 'inherit';
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', out, 'inherit'],
    env: { ...process.env, ...env },
  });
  if (error) throw error;
  return status ?? 1;
}

/** `npm ci` where what is installed is not what the lockfile says. */
export function install() {
  if (isInstalled()) return;
  say('Installing packages …');
  if (run('npm', ['ci', '--no-audit', '--no-fund'], { quiet: true }) !== 0)
    stop('The packages could not be installed; npm says why above.');
}

/** By what both lockfiles say, not by their age: git gives a file the time of the checkout, npm writes them in any order. */
function isInstalled() {
  const installed = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const there = packagesOf(installed);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    // Packages for other systems are left out by npm.
    ([path, { version, optional }]) => path === '' || optional || there[path]?.version === version,
  );
}

const sources = [
  'src',
  'public',
  'index.html',
  'embed.html',
  'relay.html',
  'reset.html',
  'vite.config.ts',
  'vite-headers.ts',
  'vite-english.ts',
  'vite-kernels.ts',
  'vite-manifest.ts',
  'tsconfig.json',
  'tsconfig',
  'package.json',
  'package-lock.json',
  'LICENSE',
  'tools/build.mjs',
  'tools/build-element.mjs',
  'tools/page-code.mjs',
  'tools/promises.mjs',
  'tools/sbom.mjs',
  'tools/sources-under-lgpl.mjs',
  'tools/kernels',
  'tools/pwa',
  'CHANGELOG.md',
  'docs/security.md',
];

/** Builds `dist/` where it is missing or older than the sources. */
export function build({ quiet = false } = {}) {
  if (isBuilt(join(root, 'dist/index.html'))) return;
  say('Building …');
  if (run(process.execPath, ['tools/build.mjs'], { quiet }) !== 0)
    stop('The page could not be built; the messages above say why.');
}

/** Whether the file is there and not older than the sources. */
export function isBuilt(file) {
  const newest = Math.max(...sources.map((source) => newestOf(join(root, source))));
  return existsSync(file) && statSync(file).mtimeMs >= newest;
}

function newestOf(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newestOf(join(path, name))));
}

export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

export function stop(sentence, code = 1) {
  say(sentence);
  process.exit(code);
}
