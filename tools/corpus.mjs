// npm run corpus: what becomes of every file of the corpus (CORPUS, or beside the project), format by format, and how
// near what is read comes to the references, and to native libvips where `vips` is installed. Fails when a file changes
// its fate; --update writes the expected table.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { install, root, say, stop } from './prepare.mjs';

install();
const corpus = process.env.CORPUS ?? join(root, '../shared/corpus');
if (!existsSync(join(corpus, 'MANIFEST.json'))) stop(`No corpus at ${corpus}; CORPUS says where it is.`);
process.env.CORPUS = corpus;
const { runnerImport } = await import('vite');
const { module } = await runnerImport(join(root, 'tools/corpus/index.ts'), {
  configFile: false,
  logLevel: 'error',
  oxc: { target: 'es2022' },
});
const table = join(root, 'tools/corpus/expected.json');
const { fates, lines, wrong } = await module.whole();
lines.forEach(say);
if (process.argv.includes('--update')) writeFileSync(table, `${JSON.stringify(fates, null, 2)}\n`);
const changed = module.changes(JSON.parse(readFileSync(table, 'utf8')), fates);
for (const line of [...changed, ...wrong]) say(line);
say(
  `${Object.keys(fates).length} files, ${changed.length} with another fate, ${wrong.length} away from their reference or native libvips.`,
);
// libvips' threads would keep the process alive.
process.exit(changed.length + wrong.length > 0 ? 1 : 0);
