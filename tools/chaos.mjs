// npm run chaos: the pool under tasks that die in every way, drawn from a seed (e2e/pool/chaos).
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { needChromium } from './chromium.mjs';
import { install, root, stop } from './prepare.mjs';

const usage = 'npm run chaos -- [--tasks 20000] [--seed N] [--world chromium|node]';

const { tasks, seed, world } = given();
install();
if (world === 'chromium') needChromium();
const { runnerImport } = await import('vite');
const { module } = await runnerImport(join(root, 'e2e/pool/chaos/main.ts'), { configFile: false, logLevel: 'error' });
process.exit((await module.main({ tasks, seed, world })) ? 0 : 1);

function given() {
  try {
    const { values } = parseArgs({
      options: { tasks: { type: 'string' }, seed: { type: 'string' }, world: { type: 'string' } },
    });
    const world = values.world ?? 'chromium';
    if (world !== 'chromium' && world !== 'node') stop(`Expected --world chromium or node, received ${world}.`, 2);
    return { world, tasks: whole('tasks', values.tasks ?? '20000'), seed: whole('seed', values.seed ?? newSeed()) };
  } catch (error) {
    return stop(`${error.message} Usage: ${usage}`, 2);
  }
}

function whole(name, text) {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= (name === 'tasks' ? 1 : 0)) return value;
  return stop(`Expected --${name} to be a whole number, received ${text}.`, 2);
}

function newSeed() {
  return String(Math.floor(Math.random() * 2 ** 31));
}
