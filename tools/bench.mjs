// npm run bench: the product against its peers on this machine, interleaved; see docs/performance.md.
import { join } from 'node:path';
import { install, root, say, stop } from './prepare.mjs';

const usage =
  'Usage: npm run bench -- [GROUP…] [--json FILE] [--rounds N]\n' +
  'Without a group, or with `all`, every group runs. The table goes to stdout, progress to stderr.';

const argv = process.argv.slice(2);
if (argv.includes('--help')) {
  process.stdout.write(`${usage}\n`);
  process.exit(0);
}

install({ quiet: true });
// What is measured is the build that people get.
process.env.NODE_ENV = 'production';
const { runnerImport } = await import('vite');
const { module } = await runnerImport(join(root, 'bench/main.ts'), { configFile: false, logLevel: 'error' });
try {
  await module.runBench(argv, { root, say, print: (text) => process.stdout.write(text) });
} catch (error) {
  const isUsage = error instanceof module.UsageError;
  stop(isUsage ? `${error.message}\n${usage}` : String(error?.stack ?? error), isUsage ? 2 : 1);
}
