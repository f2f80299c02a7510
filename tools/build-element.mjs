// The element that other sites put on their pages: one script, without a dependency, and small.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './prepare.mjs';

/** What a page that knows nothing of us can be asked to load. */
const mostBytes = 6144;

/** Writes many-hands.js into a folder. It works as a module and as a plain script. @returns its size, compressed. */
export async function buildElement(folder) {
  const { build } = await import('vite');
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'es2022',
      lib: {
        entry: join(root, 'src/embed/element/index.ts'),
        formats: ['iife'],
        name: 'manyHands',
        fileName: () => 'many-hands.js',
      },
    },
  });
  const bytes = compressedSize(join(folder, 'many-hands.js'));
  if (bytes > mostBytes)
    throw new Error(`Expected many-hands.js to be at most ${mostBytes} bytes compressed, received ${bytes}.`);
  return bytes;
}

/** Bytes by `gzip -9`, as people measure; zlib's own are some fewer, and are taken where there is no gzip. */
function compressedSize(file) {
  try {
    return execFileSync('gzip', ['-9c', file]).length;
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return gzipSync(readFileSync(file), { level: 9 }).length;
  }
}
