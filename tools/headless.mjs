// npm run headless: runs a recipe over files and folders on the built page, in real Chromium, and writes a folder.
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build, install, root, say, stop } from './prepare.mjs';

const usage =
  'Usage: npm run --silent headless -- --recipe FILE --out DIR [--workers N] [--set KEY=VALUE] INPUT…\n' +
  'Runs the recipe over the inputs (files, folders, zips); writes the outputs and report.json to DIR.';

/** What the caller got wrong: one sentence, exit code 2. */
class UsageError extends Error {}

const ends = [];
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => void end().then(() => process.exit(1)));
}

try {
  await main();
  await end();
} catch (error) {
  await end();
  stop(
    error instanceof UsageError ? error.message : String(error?.stack ?? error),
    error instanceof UsageError ? 2 : 1,
  );
}

async function end() {
  for (const one of ends.splice(0).reverse()) await one();
}

async function main() {
  const given = read();
  install();
  const settings = await checked(given);
  build({ quiet: true });
  const { serve, isolationHeaders } = await import('./serve.mjs');
  const { launch, drop } = await import('./browser.mjs');
  const { unpackTo } = await import('./unpack.mjs');

  mkdirSync(given.out, { recursive: true });
  const unpacked = unpackTo(given.out);
  const server = await serve(join(root, 'dist'), { headers: isolationHeaders, handle: unpacked.handle });
  ends.push(() => server.close());
  const { context, end: close } = await launch();
  ends.push(close);
  await context.addInitScript(remember, { settings, pieces: unpacked.address });
  const page = context.pages()[0] ?? (await context.newPage());
  page.on('crash', () => stop('The page crashed.', 1));
  await page.goto(server.url);
  await page.locator('main[data-state]').waitFor();

  await page.locator('input[type=file][data-input=recipe]').setInputFiles(given.recipe);
  const refused = page.locator('[data-recipe-error]');
  await page.waitForFunction(
    () => document.querySelector('[data-recipe-error]') ?? localStorage.getItem('manyhands.recipe'),
  );
  if (await refused.count()) throw new UsageError((await refused.first().innerText()).trim());

  await drop(page, given.inputs);
  const run = page.getByRole('button', { name: 'Run', exact: true });
  await run.and(page.locator(':enabled')).waitFor({ timeout: 0 });
  await run.click();
  await watch(page);
  const trouble = page.locator('.dock-trouble');
  if (await trouble.count()) throw new Error((await trouble.first().innerText()).trim());
  await page.getByRole('button', { name: 'Download all', exact: true }).click();
  await unpacked.done;
}

/** @returns {{ recipe: string, out: string, inputs: string[], settings: Record<string, unknown> }} */
function read() {
  let parsed;
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: {
        recipe: { type: 'string' },
        out: { type: 'string' },
        workers: { type: 'string' },
        set: { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(`${error.message}\n${usage}`);
  }
  const { values, positionals } = parsed;
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    process.exit(0);
  }
  if (!values.recipe) throw new UsageError(`Expected --recipe FILE, received none.\n${usage}`);
  if (!values.out) throw new UsageError(`Expected --out DIR, received none.\n${usage}`);
  if (positionals.length === 0)
    throw new UsageError(`Expected at least one file or folder as input, received none.\n${usage}`);
  const settings = Object.fromEntries(values.set.map(setting));
  if (values.workers !== undefined) settings.workers = valueOf(values.workers);
  const recipe = resolve(values.recipe);
  if (!statSync(recipe, { throwIfNoEntry: false })?.isFile())
    throw new UsageError(`Expected a recipe at ${values.recipe}, found none.`);
  const inputs = positionals.map((input) => resolve(input));
  const missing = inputs.find((input) => !statSync(input, { throwIfNoEntry: false }));
  if (missing) throw new UsageError(`Expected a file or folder at ${missing}, found none.`);
  if (!inputs.some(hasFile)) throw new UsageError('Expected inputs with at least one file in them, found none.');
  const out = resolve(values.out);
  const there = statSync(out, { throwIfNoEntry: false });
  if (there && !there.isDirectory())
    throw new UsageError(`Expected --out to be a folder, found a file at ${values.out}.`);
  return { recipe, out, inputs, settings };
}

function setting(text) {
  const equals = text.indexOf('=');
  if (equals < 1) throw new UsageError(`Expected --set KEY=VALUE, received "${text}".`);
  return [text.slice(0, equals), valueOf(text.slice(equals + 1))];
}

function valueOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function hasFile(path) {
  return !statSync(path).isDirectory() || readdirSync(path).some((name) => hasFile(join(path, name)));
}

/** Recipe and settings, looked at by the page's own code before a browser starts. */
async function checked({ recipe, settings }) {
  const { runnerImport } = await import('vite');
  const load = async (file) => (await runnerImport(join(root, file), { configFile: false, logLevel: 'error' })).module;
  const { parseSettings } = await load('src/job/settings.ts');
  const { parseRecipeText } = await load('src/core/recipe/parse.ts');
  try {
    parseRecipeText(readFileSync(recipe, 'utf8'));
    return parseSettings(settings);
  } catch (error) {
    if (error.name === 'AppError') throw new UsageError(error.message);
    throw error;
  }
}

/** In the page, before its own scripts: settings as a former visit left them, and a picker whose file is this driver. */
function remember({ settings, pieces }) {
  localStorage.setItem('manyhands.settings', JSON.stringify(settings));
  window.showSaveFilePicker = async () => ({
    createWritable: async () =>
      new WritableStream({
        write: async (piece) => {
          const { ok, statusText } = await fetch(pieces, { method: 'POST', body: piece });
          if (!ok) throw new Error(statusText);
        },
        close: async () => void (await fetch(pieces, { method: 'PUT' })),
        abort: async (why) => void (await fetch(pieces, { method: 'DELETE', body: String(why) })),
      }),
  });
}

/** Waits for the job's end; a line of progress now and then. */
async function watch(page) {
  const everyMs = process.stderr.isTTY ? 1000 : 10_000;
  let told = '';
  const timer = setInterval(async () => {
    const text = await page
      .locator('.progress-text')
      .innerText()
      .catch(() => '');
    const line = text.replace(/\s+/g, ' ').trim();
    if (line && line !== told) say((told = line));
  }, everyMs);
  try {
    await page.locator('main[data-state=done], .dock-trouble').first().waitFor({ timeout: 0 });
  } finally {
    clearInterval(timer);
  }
}
