import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../tools/prepare.mjs';
import { serve } from '../tools/serve.mjs';
import { readArchive } from './archive';
import { browser, open } from './visit';

const dist = join(root, 'dist');

/** Starts the page as `npm start` does, waits for its address, and ends it with the test. */
function start(): Promise<string> {
  const child = spawn(process.execPath, [join(root, 'tools/start.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill());
  return new Promise((resolve, reject) => {
    let told = '';
    child.stdout.on('data', (piece) => {
      const url = /http:\S+/.exec((told += piece))?.[0];
      if (url) resolve(url);
    });
    child.on('close', (code) => reject(new Error(`Expected an address, it ended with ${code}: ${told}`)));
  });
}

test('npm start serves the page with the isolation headers, a second one on the next free port', async () => {
  const before = performance.now();
  const first = await start();
  // What the README promises once it is built.
  expect(performance.now() - before).toBeLessThan(15_000);
  const second = await start();
  expect(Number(new URL(first).port)).toBeGreaterThanOrEqual(4173);
  expect(Number(new URL(second).port)).toBeGreaterThan(Number(new URL(first).port));
  for (const url of [first, second]) {
    const response = await fetch(url);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<title>Many Hands');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'content-security-policy': expect.stringContaining("default-src 'self'"),
    });
  }
});

/** Not every machine has the newer address. */
const addresses = Object.values(networkInterfaces())
  .flatMap((some) => some ?? [])
  .filter(({ internal }) => internal)
  .map(({ address }) => address);

test.for([...addresses, undefined])('a port that is taken on %s is left alone', async (host) => {
  const holder = createServer((_, response) => response.end('another'));
  await new Promise<void>((resolve) => holder.listen(0, host, resolve));
  onTestFinished(() => void holder.close());
  const { port } = holder.address() as AddressInfo; // It listens on a port.
  const ours = await serve(dist, { port });
  onTestFinished(ours.close);
  expect(ours.origin).not.toBe(`http://localhost:${port}`);
  expect(await (await fetch(ours.url)).text()).toContain('<title>Many Hands');
});

test('a worker’s script carries the headers too, and nothing outside the folder is served', async () => {
  const url = await start();
  const script = readdirSync(join(dist, 'engine')).find((name) => /^entry-.*\.js$/.test(name));
  const { headers } = await fetch(`${url}engine/${script}`);
  expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
  expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  for (const path of ['..%2fpackage.json', '%2e%2e/package.json', 'nothing.js', '..%5cpackage.json', '%00', '%'])
    expect((await fetch(url + path)).status, path).toBeGreaterThanOrEqual(400);
  expect((await fetch(url, { method: 'POST' })).status).toBe(405);
});

test('one build works in any folder of a host', async () => {
  const host = await serve(dist, { base: '/some/deep/folder/' });
  onTestFinished(host.close);
  const page = await open(await browser(), host.url);
  await page.button('Try a sample').click();
  await page.run(13);
  const { report } = readArchive(await page.downloadAll());
  expect(report.counts).toEqual({ done: 12, skipped: 1, failed: 0 });
  expect(page.trouble).toEqual([]);
});

test('the build names no address from a root, and nothing of the machine it was made on', () => {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:html|js|css|json|svg|txt)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    expect(text.includes(root), `${file} names ${root}`).toBe(false);
    if (homedir().length > 5) expect(text.includes(homedir()), `${file} names ${homedir()}`).toBe(false);
    if (file.endsWith('.html')) expect(text.match(/(?:src|href)="(?!\.\/)[^"]*"/g), file).toBeNull();
    if (file.endsWith('.css')) expect(text.match(/url\((?!["']?(?:\.\/)?[\w-]+\.)[^)]*\)/g), file).toBeNull();
    if (file.endsWith('.js')) expect(text.match(/["'`]\/(?:assets|engine)\//g), file).toBeNull();
  }
});

test('the build holds the licences of everything in it, and libvips as a file of its own', () => {
  const texts = readFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
  const { packages }: { packages: Record<string, { dev?: boolean }> } = JSON.parse(
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
  );
  const shipped = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev);
  expect(shipped.length).toBeGreaterThan(10);
  for (const [path] of shipped) expect(texts).toContain(`\n${path.split('node_modules/').at(-1)} `);
  const under = [...texts.matchAll(/^\| (\w+) +\| LGPL/gm)].map(([, name]) => name);
  expect(under).toContain('libvips');
  for (const name of under) expect(texts).toMatch(new RegExp(`^${name} [\\d.]+: https://`, 'm'));
  expect(readFileSync(join(dist, 'LICENSE.txt'), 'utf8')).toContain('MIT');
  // The LGPL is the GPL with more permissions: who gets the one needs the other.
  for (const [name, title] of [
    ['LGPL', 'GNU LESSER GENERAL PUBLIC LICENSE'],
    ['GPL', 'GNU GENERAL PUBLIC LICENSE'],
  ] as const) {
    expect(texts).toContain(`licences/${name}-3.0.txt`);
    expect(
      readFileSync(join(dist, `licences/${name}-3.0.txt`), 'utf8')
        .trim()
        .split('\n')[0]
        ?.trim(),
    ).toBe(title);
  }
  const wasm = readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.wasm'));
  const names = wasm.map((name) => name.replace(/-.{8}[.]wasm$/, '')).sort();
  expect(names).toEqual(['kernels', 'magick', 'vips', 'vips-heif', 'vips-jxl', 'vips-resvg']);
});
