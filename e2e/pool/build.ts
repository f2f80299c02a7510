// Bundles the cases' page and their worker, for the browser and for Node, into the cache.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../../tools/prepare.mjs';

const here = join(root, 'e2e/pool');
/** Test files run side by side, each in a worker of vitest's: each of those builds into a folder of its own. */
const place = join(root, '.cache/pool-cases', process.env['VITEST_POOL_ID'] ?? 'alone');
const shared = { configFile: false, logLevel: 'warn', publicDir: false } as const;

/** The cases' page is served under them. Without `unsafe-eval`: the pool makes no code at run time. */
export const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Content-Security-Policy': "default-src 'self'",
};

/** @returns the folder to serve. */
export async function buildForWeb(): Promise<string> {
  const outDir = join(place, 'web');
  await build({
    ...shared,
    root: here,
    base: './',
    worker: { format: 'es' },
    // Names of functions are in messages; a minifier drops them.
    build: { outDir, emptyOutDir: true, target: 'es2022', minify: false, modulePreload: { polyfill: false } },
  });
  writeFileSync(join(outDir, 'broken.js'), 'export const = ;\n');
  return outDir;
}

/** @returns the folder that holds `tasks.mjs`, and `leaves.mjs`, a program. */
export async function buildForNode(): Promise<string> {
  const outDir = join(place, 'node');
  await build({
    ...shared,
    root: here,
    build: {
      outDir,
      emptyOutDir: true,
      target: 'node20',
      lib: { entry: [join(here, 'tasks.ts'), join(here, 'leaves.ts')], formats: ['es'] },
      rollupOptions: { external: /^node:/, output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' } },
    },
  });
  writeFileSync(join(outDir, 'broken.mjs'), 'export const = ;\n');
  return outDir;
}
