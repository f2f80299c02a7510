// npm run build [-- FOLDER]: the static site in dist/ or in that folder, with the licences of everything in it, and its sizes, held to a budget.
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildElement } from './build-element.mjs';
import { install, root, stop } from './prepare.mjs';
import { promises } from './promises.mjs';
import { billOfMaterials } from './sbom.mjs';
import { sourcesInMagick, sourcesInVips } from './sources-under-lgpl.mjs';

/**
 * Script that a page loads until it takes files: the entry and all that it imports. What shows or runs later is loaded when
 * the page is there (`src/app/later.tsx`), and workers have scripts of their own.
 */
const mostFirstScript = 250_000;

/** Script of an image worker, which starts in the background once the page is drawn. Why it is apart: docs/adr/0015-first-script.md. */
const mostWorkerScript = 175_000;

install();
process.chdir(root);
// Whoever calls for a build (a test runner sets its own) gets the one that people get.
process.env.NODE_ENV = 'production';
const { build } = await import('vite');
// Built beside and put in place whole: a server that runs meanwhile never hands out half of a build.
const dist = join(root, `.cache/dist-${process.pid}`);
await build({ logLevel: 'error', build: { outDir: dist, emptyOutDir: true } });
const elementBytes = await buildElement(dist);
copyFileSync('LICENSE', join(dist, 'LICENSE.txt'));
// As text: hosts and browsers show it as it is. `security.txt` is the name of something else (RFC 9116), which is the host's.
writeFileSync(join(dist, 'promises.txt'), promises(readFileSync('docs/security.md', 'utf8')));
writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), licences() + notices());
writeFileSync(join(dist, 'sbom.json'), billOfMaterials());
const { buildServiceWorker } = await import('./pwa/build-worker.mjs');
sizes(await buildServiceWorker(dist));
putInPlace();

/** The licence texts of every package that is not for development alone, by the lockfile. */
function licences() {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const parts = [`Many Hands is under the MIT licence (LICENSE.txt). It holds these packages:\n`];
  for (const [path, { dev, version }] of Object.entries(packages)) {
    if (dev || path === '') continue;
    const { name, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
    const texts = readdirSync(path).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
    parts.push(`${'-'.repeat(80)}\n${name} ${version} (${license})\n`);
    parts.push(...texts.map((file) => readFileSync(join(path, file), 'utf8')));
  }
  return parts.join('\n');
}

/** What is under the LGPL, with where its sources are; and wasm-vips' own notices, which name the libraries inside its wasm. */
function notices() {
  return [
    '',
    '-'.repeat(80),
    'Under the LGPL, with their sources',
    '',
    'assets/vips*.wasm is libvips and the libraries it needs, compiled to WebAssembly by wasm-vips; assets/magick*.wasm is',
    'ImageMagick and those it needs. Parts of both are under the LGPL. Each is a file of its own, loaded at run time, and may',
    'be replaced by another build with the same interface.',
    '',
    'In assets/vips*.wasm:',
    ...sourcesInVips('node_modules/wasm-vips'),
    '',
    'In assets/magick*.wasm:',
    ...sourcesInMagick('node_modules/@imagemagick/magick-wasm'),
    '',
    'The licence: licences/LGPL-3.0.txt beside this file, which adds to licences/GPL-3.0.txt; glib, libexif, liblqr and LibRaw',
    'may be had under version 2.1 as well, whose text is among the notices.',
    '',
    'The notices of everything in assets/vips*.wasm; those of ImageMagick stand above:',
    '',
    readFileSync('node_modules/wasm-vips/THIRD-PARTY-NOTICES.md', 'utf8'),
  ].join('\n');
}

function sizes({ base, parts }) {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const sum = (some, size) => some.reduce((total, file) => total + size(file), 0);
  const gzipped = (file) => gzipSync(readFileSync(file), { level: 9 }).length;
  const raw = (file) => statSync(file).size;
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const named = (file) => html.includes(file.split('/').at(-1));
  const kb = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;
  const of = (extension) => files.filter((file) => file.endsWith(extension));
  const script = sum(of('.js').filter(named), gzipped);
  const [worker, desk] = [entryIn('engine'), entryIn('assets')].map(gzipped);
  const later = sum(of('.js'), gzipped) - script - worker - desk;
  const wasm = of('.wasm');
  process.stdout.write(
    `script before first use ${kb(script)} compressed (of ${kb(mostFirstScript)}), ` +
      `style ${kb(sum(of('.css').filter(named), gzipped))}; once drawn, an image worker's ${kb(worker)} (of ${kb(mostWorkerScript)}); ` +
      `with the first files, the desk's ${kb(desk)}; later parts and workers ${kb(later)}, ` +
      `wasm ${kb(sum(wasm, raw))} (${kb(sum(wasm, gzipped))} compressed), ` +
      `all files ${kb(sum(files, raw))}, the element ${elementBytes} B compressed\n`,
  );
  const bytes = (some) => some.reduce((total, file) => total + file.bytes, 0);
  process.stdout.write(
    `kept at the first visit ${kb(bytes(base))} in ${base.length} files, ` +
      `on demand ${kb(bytes(parts.flatMap((part) => part.files)))} in ${parts.length} parts\n`,
  );
  within(mostFirstScript, script, 'before first use', 'what waits for images is loaded by `later` (src/app/later.tsx)');
  within(mostWorkerScript, worker, 'of an image worker', 'what few images need is loaded when one does');
}

/** The script of the image workers or of the desk, by its folder. */
function entryIn(folder) {
  const found = readdirSync(join(dist, folder)).filter((name) => /^entry-.*\.js$/.test(name));
  if (found.length !== 1) stop(`Expected one entry of workers in ${folder}/, found ${found.join(', ') || 'none'}.`);
  return join(dist, folder, found[0]);
}

function within(most, bytes, what, advice) {
  if (bytes <= most) return;
  rmSync(dist, { recursive: true });
  stop(`Expected at most ${most} bytes of compressed script ${what}, received ${bytes}: ${advice}.`);
}

function putInPlace() {
  const place = resolve(root, process.argv[2] ?? 'dist');
  const former = `${dist}-former`;
  if (existsSync(place)) renameSync(place, former);
  renameSync(dist, place);
  rmSync(former, { recursive: true, force: true });
}
