import type { Plugin } from 'vite';
import { compileKernels, kernelSources } from './tools/kernels/compile.mjs';

const name = 'virtual:kernels';

/** `import url from 'virtual:kernels'` gives the address of our own kernels, compiled where their sources changed. */
export function kernels(): Plugin {
  return {
    name: 'kernels',
    enforce: 'pre',
    async resolveId(id) {
      return id === name ? `${(await compileKernels()).wasm}?url` : null;
    },
    configureServer({ watcher, moduleGraph, ws }) {
      watcher.add(kernelSources);
      watcher.on('change', (file) => {
        if (!file.startsWith(kernelSources)) return;
        moduleGraph.invalidateAll();
        ws.send({ type: 'full-reload' });
      });
    },
  };
}
