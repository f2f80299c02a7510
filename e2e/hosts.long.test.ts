import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { everywhere, headersByKind, headersOf, isNamedByHash } from '../src/pwa/policy.mjs';
import { root } from '../tools/prepare.mjs';
import { visitor } from './engines/start';
import { isInstalled, serveBy, servers, type ServerName } from './host-servers';
import { picture } from './pictures';
import { temporaryFolder } from './visit';

/** Every header that the site's list names, for whichever kind of file. */
const ours = new Set([everywhere, ...Object.values(headersByKind)].flatMap((headers) => Object.keys(headers)));

const names = Object.keys(servers) as ServerName[]; // Its own keys.

const types: Readonly<Record<string, RegExp>> = {
  '': /^text\/html/,
  html: /^text\/html/,
  js: /^(?:text|application)\/javascript/,
  wasm: /^application\/wasm$/,
  webmanifest: /^application\/manifest\+json$/,
};

/** One file of each kind and each type, by its path within the site. */
function paths(): string[] {
  const one = (folder: string, pattern: RegExp) => {
    const name = readdirSync(join(root, 'dist', folder)).find((file) => pattern.test(file));
    if (!name) throw new Error(`Expected ${pattern} in dist/${folder}.`);
    return `${folder}/${name}`;
  };
  return [
    ...[
      '',
      'index.html',
      'sw.js',
      'theme.js',
      'manifest.webmanifest',
      'embed.html',
      'relay.html',
      'reset.html',
      'many-hands.js',
    ],
    ...[one('assets', /\.js$/), one('assets', /^vips-.*\.wasm$/), one('engine', /\.js$/)],
  ];
}

for (const name of names)
  test.skipIf(!isInstalled(name))(
    `${name} with the snippet of docs/hosting.md sends each file its own headers, and its page is isolated at once and runs (${servers[name].binary} is needed)`,
    async () => {
      const url = await serveBy(name);
      for (const path of paths()) {
        const response = await fetch(new URL(path, url));
        expect([path, response.status]).toEqual([path, 200]);
        const sent = Object.fromEntries([...ours].map((header) => [header, response.headers.get(header)]));
        const none = Object.fromEntries([...ours].map((header) => [header, null]));
        expect(sent, path).toEqual({ ...none, ...headersOf(path) });
        const [, extension = ''] = /\.(\w+)$/.exec(path) ?? [];
        expect(response.headers.get('Content-Type'), path).toMatch(types[extension] ?? /never/);
        const kept = response.headers.get('Cache-Control');
        expect(kept, path).toBe(isNamedByHash(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
      }
      // A file that is not there yet, between two builds, is asked for again.
      const missing = await fetch(new URL('assets/missing-01234567.js', url));
      expect([missing.status, missing.headers.get('Cache-Control') ?? 'no-cache']).toEqual([404, 'no-cache']);

      const person = await visitor();
      await person.open(url);
      const kind = `performance.getEntriesByType('navigation')[0].type`;
      expect(await person.engine.evaluate(`[crossOriginIsolated, ${kind}]`)).toEqual([true, 'navigate']);
      await person.loadRecipe({ version: 1, steps: [{ op: 'brightness', factor: 1.2 }], output: { format: 'png' } });
      await person.pick(await picture(join(temporaryFolder(), 'one.jpg')));
      await person.run(1);
      const { report } = await person.downloadAll();
      expect([report.tier, report.counts]).toEqual(['full', { done: 1, skipped: 0, failed: 0 }]);
    },
  );
