// npm run build:lib: the pool alone, as `manyhands/pool`: pool.js and its types, in lib/ or the folder that is named.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { install, root, run, stop } from './prepare.mjs';

install();
const lib = resolve(root, process.argv[2] ?? 'lib');
process.chdir(root);
rmSync(lib, { recursive: true, force: true });
const { build } = await import('vite');
await build({
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  build: {
    outDir: lib,
    target: 'es2022',
    minify: false,
    lib: { entry: join(root, 'src/pool/index.ts'), formats: ['es'], fileName: () => 'pool.js' },
  },
});
if (
  run(process.execPath, [
    'node_modules/typescript/bin/tsc',
    '-p',
    'tsconfig/lib.json',
    '--outDir',
    join(lib, 'types'),
  ]) !== 0
)
  stop('The types of the pool could not be written; the messages above say why.');
for (const entry of readdirSync(join(lib, 'types'), { recursive: true, withFileTypes: true }))
  if (entry.isFile()) forStrangers(join(entry.parentPath, entry.name));

/**
 * Node's own resolution, unlike a bundler's, wants the extension of what a module imports; and a project that names no
 * library of `using` still has to read the types of what can be disposed of.
 */
function forStrangers(file) {
  const text = readFileSync(file, 'utf8').replace(/(from|import\(?)(\s*)(['"])(\.{1,2}\/[^'"]+)\3/g, '$1$2$3$4.js$3');
  const libraries = text.includes('Symbol.asyncDispose') ? '/// <reference lib="esnext.disposable" />\n' : '';
  writeFileSync(file, libraries + text);
}
