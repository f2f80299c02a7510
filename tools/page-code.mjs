// The page's own code that the driver calls, bundled into the cache: compiling it anew would be half of a short run.
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isBuilt, root } from './prepare.mjs';

const place = join(root, '.cache/page-code');
const entries = {
  settings: 'src/job/settings.ts',
  recipe: 'src/core/recipe/parse.ts',
  errors: 'src/core/errors.ts',
  losses: 'src/core/dataset/label-losses.ts',
};

/** @returns {Promise<{ parseSettings: (value: unknown) => unknown, parseRecipeText: (text: string) => unknown, ItemError: new (code: string, sentence: string) => { trouble: { code: string, detail: string } }, lossPhrases: (losses: readonly { code: string, count: number }[]) => string[] }>} */
export async function pageCode() {
  if (!isBuilt(join(place, 'recipe.mjs'))) await bundle();
  const parts = await Promise.all(
    Object.keys(entries).map((name) => import(pathToFileURL(join(place, `${name}.mjs`)).href)),
  );
  return Object.assign({}, ...parts);
}

/** Beside, and put in place whole: another driver may be at the same. */
async function bundle() {
  const { build } = await import('vite');
  const outDir = `${place}-${process.pid}`;
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    root,
    build: {
      outDir,
      target: 'node20',
      minify: false,
      lib: { entry: entries, formats: ['es'] },
      rollupOptions: { output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' } },
    },
  });
  rmSync(place, { recursive: true, force: true });
  try {
    renameSync(outDir, place);
  } catch {
    // The other was first, with the same code.
    rmSync(outDir, { recursive: true, force: true });
  }
}
