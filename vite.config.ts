import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { siteHeaders } from './vite-headers.ts';
import { english } from './vite-english.ts';
import { kernels } from './vite-kernels.ts';
import { webManifest } from './vite-manifest.ts';
import { noJsonSchema } from './vite-no-json-schema.ts';

/** The pool by the name that a stranger imports it by: the lessons are read and run as they stand. */
export const poolByName = { 'manyhands/pool': fileURLToPath(new URL('./src/pool/index.ts', import.meta.url)) };

export default defineConfig({
  base: './',
  resolve: { alias: poolByName },
  plugins: [react(), siteHeaders(), english(), kernels(), noJsonSchema(), webManifest()],
  worker: {
    format: 'es',
    plugins: () => [kernels(), noJsonSchema()],
    rolldownOptions: {
      output: {
        // A folder of its own: these alone may make functions of text, as their headers say (`src/pwa/policy.mjs`).
        entryFileNames: ({ facadeModuleId }) =>
          /src\/worker\/entry|node_modules\/wasm-vips/.test(facadeModuleId ?? '')
            ? 'engine/[name]-[hash].js'
            : 'assets/[name]-[hash].js',
      },
    },
  },
  // `using` is left in the output at esnext, which is a SyntaxError in WebKit.
  // The colour pairs of the stylesheet (`light-dark()`) are left as they are, for the browsers that the README names.
  build: {
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { index: 'index.html', embed: 'embed.html', relay: 'relay.html', reset: 'reset.html' } },
  },
});
