// node tools/mutations.mjs FROM TO SEED: the damaged files of these numbers, one after another in a libvips of their own.
// A line for each: its number, its format, its fate, and the milliseconds that it took. Any other end than an outcome is an error.
import { join } from 'node:path';
import { root } from './prepare.mjs';

const [from, to, seed] = process.argv.slice(2).map(Number);
const { runnerImport } = await import('vite');
const { module } = await runnerImport(join(root, 'src/worker/testing/mutations.ts'), {
  configFile: false,
  logLevel: 'error',
  oxc: { target: 'es2022' },
});
await module.playMutations({ from, to, seed }, ({ index, name, fate, ms }) =>
  process.stdout.write(`${JSON.stringify([index, name, fate, ms])}\n`),
);
// libvips' threads would keep the process alive.
process.exit(0);
