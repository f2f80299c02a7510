// The service worker of a built site: it knows every file by its hash, so it is made last.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../prepare.mjs';

/** Writes `sw.js` beside the site's files. @returns {Promise<import('../../src/pwa/built').Built>} what it knows of them. */
export async function buildServiceWorker(folder, changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8')) {
  const { build, runnerImport } = await import('vite');
  const { module } = await runnerImport(join(root, 'tools/pwa/files.ts'), { configFile: false, logLevel: 'error' });
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const built = module.describeSite(folder, { version, changelog });
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define: { __BUILT__: JSON.stringify(built), 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: join(root, 'src/pwa/service-worker/entry.ts'),
        // One classic script: not every browser runs modules as a service worker.
        output: { format: 'iife', entryFileNames: 'sw.js' },
      },
    },
  });
  return built;
}
