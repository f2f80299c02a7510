// npm run generate: writes the files that are drawn from the declarations, schemas and operations' pages with pictures.
// A unit test fails while they are not what this writes.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { install, root, say } from './prepare.mjs';

install();
const { runnerImport } = await import('vite');
const { module } = await runnerImport(join(root, 'tools/generate/index.ts'), {
  configFile: false,
  logLevel: 'error',
  // Node has no `using` yet.
  oxc: { target: 'es2022' },
});
const files = { ...module.texts(), ...(await module.pictures()) };
const pages = join(root, module.pagesFolder);
mkdirSync(pages, { recursive: true });
// An operation that is gone leaves no page behind.
for (const name of readdirSync(pages, { recursive: true, withFileTypes: true }))
  if (name.isFile()) rmSync(join(name.parentPath, name.name));
for (const [path, content] of Object.entries(files)) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}
say(`${Object.keys(files).length} files are as declared.`);
// libvips' threads would keep the process alive.
process.exit(0);
