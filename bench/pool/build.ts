import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';
import product from '../../vite.config';

const here = import.meta.dirname;
const cache = join(here, '../../.cache/bench-pool');
const shared: InlineConfig = { configFile: false, logLevel: 'error', publicDir: false };

/** The page and its workers, built as the product is. @returns the folder to serve. */
export async function buildForWeb(): Promise<string> {
  const outDir = join(cache, 'web');
  await build({
    ...shared,
    root: join(here, 'web'),
    base: './',
    worker: product.worker ?? {},
    build: { ...product.build, rolldownOptions: {}, outDir, emptyOutDir: true },
  });
  return outDir;
}

/** The program and its workers; peers are found among the installed packages. @returns the program's path. */
export async function buildForNode(): Promise<string> {
  const outDir = join(cache, 'node');
  const input = Object.fromEntries(
    ['node/program', 'node/comlink', 'node/post-message', 'threads/manyhands', 'threads/workerpool']
      .concat(['threads/piscina', 'threads/tinypool'])
      .map((path) => [path.split('/')[1]!, join(here, `${path}.ts`)]),
  );
  await build({
    ...shared,
    root: here,
    // Its main file is no module, and would take another way to the same code.
    ssr: { noExternal: ['comlink'] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rollupOptions: { input, output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' } },
    },
  });
  return join(outDir, 'program.mjs');
}
