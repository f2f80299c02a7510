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
import { billOfMaterials } from './sbom.mjs';

/**
 * Script that a page loads until it takes files: the entry and all that it imports. What shows or runs later is loaded when
 * the page is there (`src/app/later.tsx`), and workers have scripts of their own.
 */
const mostFirstScript = 250_000;

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
// As text: hosts and browsers show it as it is.
copyFileSync('docs/security.md', join(dist, 'security.txt'));
writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), licences() + vipsNotices());
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

/** wasm-vips' own notices name the libraries inside its wasm, the LGPL ones among them, and where their sources are. */
function vipsNotices() {
  return [
    '',
    '-'.repeat(80),
    'What is in the wasm of wasm-vips',
    '',
    'assets/vips-*.wasm is libvips and the libraries it needs, compiled to WebAssembly by wasm-vips. Parts of it are under',
    'the LGPL. It is a file of its own, loaded at run time, and may be replaced by another build with the same interface.',
    '',
    ...sourcesUnderLgpl(),
    '',
    'The notices of everything in it:',
    '',
    readFileSync('node_modules/wasm-vips/THIRD-PARTY-NOTICES.md', 'utf8'),
  ].join('\n');
}

/** Where the sources of the LGPL's parts are, in the versions that this build holds, and what makes the wasm of them. */
function sourcesUnderLgpl() {
  const of = (file) => JSON.parse(readFileSync(join('node_modules/wasm-vips', file), 'utf8'));
  const { vips, glib, exif, heif } = of('versions.json');
  const series = glib.split('.').slice(0, 2).join('.');
  return [
    'Under the LGPL, with their sources:',
    `libvips ${vips}: https://github.com/libvips/libvips/releases/tag/v${vips}`,
    `glib ${glib}: https://download.gnome.org/sources/glib/${series}/`,
    `libexif ${exif}: https://github.com/libexif/libexif/releases/tag/v${exif}`,
    `libheif ${heif}: https://github.com/strukturag/libheif/releases/tag/v${heif}`,
    `How they are patched and built: https://github.com/kleisauke/wasm-vips/tree/v${of('package.json').version}`,
    'The licence: licences/LGPL-3.0.txt beside this file, which adds to licences/GPL-3.0.txt.',
  ];
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
  const later = sum(of('.js'), gzipped) - script;
  const wasm = of('.wasm');
  process.stdout.write(
    `script before first use ${kb(script)} compressed (of ${kb(mostFirstScript)}), ` +
      `style ${kb(sum(of('.css').filter(named), gzipped))}, later parts and workers ${kb(later)}, ` +
      `wasm ${kb(sum(wasm, raw))} (${kb(sum(wasm, gzipped))} compressed), ` +
      `all files ${kb(sum(files, raw))}, the element ${elementBytes} B compressed\n`,
  );
  const bytes = (some) => some.reduce((total, file) => total + file.bytes, 0);
  process.stdout.write(
    `kept at the first visit ${kb(bytes(base))} in ${base.length} files, ` +
      `on demand ${kb(bytes(parts.flatMap((part) => part.files)))} in ${parts.length} parts\n`,
  );
  if (script > mostFirstScript) {
    rmSync(dist, { recursive: true });
    stop(
      `Expected at most ${mostFirstScript} bytes of compressed script before first use, received ${script}: ` +
        `what a page that waits for images does not show is loaded by \`later\` (src/app/later.tsx).`,
    );
  }
}

function putInPlace() {
  const place = resolve(root, process.argv[2] ?? 'dist');
  const former = `${dist}-former`;
  if (existsSync(place)) renameSync(place, former);
  renameSync(dist, place);
  rmSync(former, { recursive: true, force: true });
}
