// What `npm run headless` was asked for, looked at before anything is built or started.
import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const usage =
  'Usage: npm run --silent headless -- --recipe FILE --out DIR [--workers N] [--set KEY=VALUE] [--light] INPUT…\n' +
  'Runs the recipe over the inputs (files, folders, zips); writes the outputs and report.json to DIR.\n' +
  '--light runs it without libvips, as a page does that is not isolated.';

/** What the caller got wrong: one sentence, exit code 2. */
export class UsageError extends Error {}

const options = {
  recipe: { type: 'string' },
  out: { type: 'string' },
  workers: { type: 'string' },
  set: { type: 'string', multiple: true, default: [] },
  light: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h' },
};

/**
 * @param {string[]} args
 * @returns {{ recipe: string, text: string, out: string, inputs: string[], links: number, settings: Record<string, unknown>, light: boolean } | 'help'}
 *   Absolute paths; `text` is the recipe's; `links` counts the symbolic links inside the inputs, which a drop leaves out.
 * @throws UsageError
 */
export function argumentsOf(args) {
  const { values, positionals } = parsed(args);
  if (values.help) return 'help';
  if (!values.recipe) throw new UsageError('Expected --recipe FILE, received none; --help tells more.');
  if (!values.out) throw new UsageError('Expected --out DIR, received none; --help tells more.');
  if (positionals.length === 0)
    throw new UsageError('Expected at least one file or folder as input, received none; --help tells more.');
  const settings = Object.fromEntries(values.set.map(setting));
  if (values.workers !== undefined) settings.workers = valueOf(values.workers);
  const recipe = resolve(values.recipe);
  const text = textOf(recipe, values.recipe);
  const inputs = positionals.map((input) => resolve(input));
  const { files, links } = within(inputs);
  if (files === 0) throw new UsageError('Expected inputs with at least one file in them, found none.');
  const out = resolve(values.out);
  if (isFolder(out) === false) throw new UsageError(`Expected --out to be a folder, found a file at ${values.out}.`);
  return { recipe, text, out, inputs, links, settings, light: values.light };
}

/**
 * The folder that outputs go to, with those above it, one by one: Node's own `recursive` never ends where one of them
 * cannot be made and is reported as missing, as under /proc.
 * @throws UsageError
 */
export function makeFolder(path) {
  const missing = [];
  for (let at = path; !existsSync(at); at = dirname(at)) missing.unshift(at);
  try {
    for (const one of missing) mkdirSync(one);
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw new UsageError(`Expected --out to be a folder that can be written to, received ${error.code} at ${path}.`);
  }
}

function parsed(args) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    // What Node says beyond its first sentence is advice on its own parser.
    const [what] = error.message.split(/\.(?=\s|$)|\n/);
    throw new UsageError(`${what}; --help tells what there is.`);
  }
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

function textOf(path, given) {
  if (isFolder(path) !== false) throw new UsageError(`Expected a recipe at ${given}, found none.`);
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`Expected a recipe that can be read at ${given}, received ${error.code}.`);
  }
}

/** Files and symbolic links under the inputs. An input itself may be a link: it is followed, as a drop does. */
function within(inputs) {
  const count = { files: 0, links: 0 };
  for (const input of inputs) {
    const folder = isFolder(input);
    if (folder === null) throw new UsageError(`Expected a file or folder at ${input}, found none.`);
    if (folder) countIn(input, count);
    else count.files++;
  }
  return count;
}

function countIn(folder, count) {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new UsageError(`Expected a folder that can be read at ${folder}, received ${error.code}.`);
  }
  for (const entry of entries) {
    if (entry.isSymbolicLink()) count.links++;
    else if (entry.isDirectory()) countIn(join(folder, entry.name), count);
    else if (entry.isFile()) count.files++;
  }
}

/** Null where there is nothing, or a link to nothing. */
function isFolder(path) {
  try {
    return statSync(path).isDirectory();
  } catch {
    return null;
  }
}
