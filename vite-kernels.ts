import type { Plugin } from 'vite';
import { compileKernels, kernelSources } from './tools/kernels/compile.mjs';

const name = 'virtual:kernels';

/** `import url from 'virtual:kernels'` gives the address of our own kernels, compiled where their sources changed. */
export function kernels(): Plugin {
  return {
    name: 'kernels',
    enforce: 'pre',
    async resolveId(id) {
      if (id !== name) return null;
      // Profiles show the functions of kernels built with KERNELS=named by name.
      const flavour = process.env.KERNELS === 'named' ? 'named' : 'release';
      return `${(await compileKernels(flavour)).wasm}?url`;
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
