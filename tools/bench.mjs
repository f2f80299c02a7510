// npm run bench: the product against its peers on this machine, interleaved; see docs/performance.md.
import { join } from 'node:path';
import { install, root, say, stop } from './prepare.mjs';

const usage =
  'Usage: npm run bench -- [GROUP…] [--json FILE [--resume]] [--rounds N] [--images N]\n' +
  '       npm run bench -- smoke [--baseline]\n' +
  '       npm run bench -- page [FILE]\n' +
  '       npm run bench -- order REPORT FOLDER\n' +
  'Without a group, or with `all`, every group runs. The table goes to stdout, progress to stderr; the JSON is written\n' +
  'after each group, and --resume goes on with it. --images makes the file that the group `labels` reads one for so many\n' +
  'images. smoke prints the main ratios beside bench/baseline.json, in a minute; --baseline writes it. page takes FILE as\n' +
  'bench/results.json and writes docs/performance.md from it.\n' +
  'order tells, of a report of `npm run headless`, how well bytes and pixels foretell what an image takes.';

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
  const print = (text) => process.stdout.write(text);
  if (argv[0] === 'order') module.printOrder(argv.slice(1), print);
  else await module.runBench(argv, { root, say, print });
  // Whatever a subject that was given up has left open must not keep it waiting.
  process.exit(0);
} catch (error) {
  const isUsage = error instanceof module.UsageError;
  stop(isUsage ? `${error.message}\n${usage}` : String(error?.stack ?? error), isUsage ? 2 : 1);
}
