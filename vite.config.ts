import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The two headers that make the page cross-origin isolated in Chromium, Firefox and WebKit; workers need the second. */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  // `using` is left in the output at esnext, which is a SyntaxError in WebKit.
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { headers: isolationHeaders },
  preview: { headers: isolationHeaders },
});
