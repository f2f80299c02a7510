import { join } from 'node:path';
import { defineConfig } from 'vite';
import product from '../vite.config';
import { kernels } from '../vite-kernels.ts';

/** The bench's page, built as the product is built, into a place that is never shipped. */
export default defineConfig({
  root: join(import.meta.dirname, 'page'),
  base: './',
  plugins: [kernels()],
  worker: product.worker ?? {},
  build: {
    ...product.build,
    rolldownOptions: {},
    outDir: join(import.meta.dirname, '../.cache/bench'),
    emptyOutDir: true,
  },
});
