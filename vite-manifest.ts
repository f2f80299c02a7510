import type { Plugin } from 'vite';
import { drawIcon, icons } from './tools/pwa/icons.ts';
import { manifest } from './tools/pwa/manifest.ts';

/** Writes the web app's manifest with the icons that it names, and names it in the page itself, not in those for frames. */
export function webManifest(): Plugin {
  return {
    name: 'web-manifest',
    apply: 'build',
    generateBundle() {
      const emit = (fileName: string, source: string | Uint8Array) =>
        this.emitFile({ type: 'asset', fileName, source });
      emit('manifest.webmanifest', `${JSON.stringify(manifest, null, 2)}\n`);
      for (const icon of icons) emit(icon.path, drawIcon(icon));
    },
    transformIndexHtml: {
      order: 'post',
      handler(_, { path }) {
        if (path !== '/index.html') return [];
        return [
          { tag: 'link', attrs: { rel: 'manifest', href: './manifest.webmanifest' }, injectTo: 'head' },
          { tag: 'link', attrs: { rel: 'apple-touch-icon', href: './icons/icon-maskable-180.png' }, injectTo: 'head' },
        ];
      },
    },
  };
}
