// npm test: everything that must hold before a change lands, on a machine that has git, Node and npm alone.
// The last line is `N passed, N failed`. With --long: what takes longer than a change should wait for; with --browser
// firefox or webkit as well, the suite that runs in every engine, in that one. --write puts what is measured into docs/.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tally } from './account.mjs';
import { build, install, root, run, say, stop } from './prepare.mjs';
import { needChromium } from './chromium.mjs';
import { wantExiftool } from './debian.mjs';

const long = process.argv.includes('--long');
const passedOn = process.argv.slice(2).filter((argument) => argument !== '--long');
const browser = takeBrowser(passedOn);
const bin = (name) => join(root, 'node_modules/.bin', name);
const tsc = (realm) => [bin('tsc'), '-p', `tsconfig/${realm}.json`];

const checks = [
  ['types: core', tsc('core')],
  ['types: workers', tsc('worker')],
  ['types: kernels', [bin('tsc'), '-p', 'src/kernels/tsconfig.json']],
  ['types: page', tsc('app')],
  ['types: tests and tools', tsc('node')],
  ['types: the desk’s test', tsc('desk-test')],
  ['layers', [bin('depcruise'), '--config', '.dependency-cruiser.cjs', 'src']],
  ['lint', [bin('eslint'), '.']],
  ['dead code', [bin('knip')]],
  ['formatting', [bin('prettier'), '--check', '--log-level', 'warn', '.']],
];

const began = Date.now();
let passed = 0;
let failed = 0;

if (browser !== null) {
  if (!long) stop('Expected --browser with `npm run test:long`: the suite of every engine is there.');
  process.env.MANYHANDS_BROWSER = browser;
  if (passedOn.length === 0) passedOn.push('e2e/engines/suite/');
}
if (passedOn.includes('--write')) {
  passedOn.splice(passedOn.indexOf('--write'), 1);
  process.env.MANYHANDS_WRITE_DOCS = '1';
}
install();
needChromium();
wantExiftool();
build();
const corpus = process.env.CORPUS ?? join(root, '../shared/corpus');
if (!existsSync(corpus)) say(`No corpus at CORPUS or beside the project: the tests that need its files are skipped.`);

if (!long) await Promise.all([checkOn(), checkOn()]);
for (const suite of long ? ['long'] : ['unit', 'e2e', 'alone']) vitest(suite);
if (!long && passedOn.length === 0) smoke();
if (long && passedOn.length === 0) {
  drawMore();
  audit();
}

say(`${Math.round((Date.now() - began) / 1000)} s`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed > 0 ? 1 : 0);

/** Makes one check after another until none is left; two go on side by side. */
async function checkOn() {
  for (let check = checks.shift(); check; check = checks.shift()) {
    const [name, [command, ...args]] = check;
    const told = [];
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => told.push(piece));
    const status = await new Promise((resolve) => child.on('close', resolve).on('error', () => resolve(1)));
    process.stdout.write(Buffer.concat(told));
    count(status === 0, name);
  }
}

function count(ok, name) {
  process.stdout.write(`${ok ? 'ok' : 'FAILED'}  ${name}\n`);
  if (ok) passed++;
  else failed++;
}

/** Tries on many times as many cases as `npm test` does what is drawn: the operations' promises most of all. */
function drawMore() {
  const operations = (name) => `src/core/operations/${name}.test.ts`;
  const worker = (name) => `src/worker/${name}.test.ts`;
  drawn(40, [operations('sizes'), operations('dots')]);
  drawn(4, [operations('discs'), worker('labels-warped'), worker('handles'), 'src/core/header/hostile.test.ts']);
}

function drawn(times, files) {
  process.env.MANYHANDS_DRAWS = String(times);
  vitest('unit', [...files, '--testTimeout=2400000']);
}

/** What is known against the packages fails; a registry that does not answer is told, and counts as neither. */
function audit() {
  const status = run(process.execPath, ['tools/audit.mjs']);
  if (status === 2) process.stdout.write('not checked  npm audit\n');
  else count(status === 0, 'npm audit');
}

/** Prints the main ratios of speed beside those written down. It warns and fails nothing: machines are busy. */
function smoke() {
  const { status } = spawnSync(process.execPath, ['tools/bench.mjs', 'smoke'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'ignore'],
    timeout: 60_000,
  });
  if (status !== 0) say('The speed of this build could not be compared: `npm run bench -- smoke` says why.');
}

/** Takes `--browser NAME` out of the arguments. @returns the name, null where there is none. */
function takeBrowser(args) {
  const at = args.findIndex((argument) => /^--browser(=|$)/.test(argument));
  if (at < 0) return null;
  const [flag, next] = args.splice(at, args[at].includes('=') ? 1 : 2);
  const name = next ?? flag.split('=')[1];
  if (!['chromium', 'firefox', 'webkit'].includes(name))
    stop(`Expected --browser to be chromium, firefox or webkit, received ${name ?? 'nothing'}.`);
  return name;
}

/** Runs one suite and adds its tests to the count. */
function vitest(suite, chosen = passedOn) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const file = join(root, `.cache/vitest-${suite}.json`);
  const args = ['run', '--project', suite, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const isFiltered = chosen.length > 0;
  if (isFiltered) args.push('--passWithNoTests', ...chosen);
  const { status } = spawnSync(bin('vitest'), args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const account = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
  const added = tally(account, { status, began, isFiltered });
  passed += added.passed;
  failed += added.failed;
}
