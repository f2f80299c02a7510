// npm run headless: runs a recipe over files and folders on the built page, in real Chromium, and writes a folder.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { argumentsOf, makeFolder, usage, UsageError } from './headless-arguments.mjs';
import { withoutLost } from './lost-outputs.mjs';
import { pageCode } from './page-code.mjs';
import { build, install, root, say, stop } from './prepare.mjs';

/** A sentence that says all there is to say. */
class Told extends Error {}

const browserEnded = 'The browser ended before the job did; what was written by then is kept.';

/** What is to be closed and removed, last first; a signal finds here whatever there is by then. */
const ends = [];
let ending = null;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => void end().then(() => stop(`Stopped by ${signal}.`)));
}

try {
  const given = argumentsOf(process.argv.slice(2));
  if (given === 'help') process.stdout.write(`${usage}\n`);
  else await main(given);
  await end();
} catch (error) {
  // A signal closes the browser, which is what went wrong then: the sentence is the signal's.
  if (ending) await new Promise(() => {});
  await end();
  if (error instanceof UsageError) stop(error.message, 2);
  stop(error instanceof Told ? error.message : String(error?.stack ?? error));
}

/** Once, however many ask for it: all wait until it is through. */
function end() {
  ending ??= (async () => {
    for (const one of ends.reverse()) await one().catch(() => {});
  })();
  return ending;
}

async function main(given) {
  install();
  const settings = await checked(given);
  build({ quiet: true });
  const { serve } = await import('./serve.mjs');
  const { launch, drop } = await import('./browser.mjs');
  const { unpackTo } = await import('./unpack.mjs');

  makeFolder(given.out);
  const unpacked = unpackTo(given.out);
  const server = await serve(join(root, 'dist'), {
    ...(given.light ? { headers: {} } : {}),
    handle: unpacked.handle,
  });
  ends.push(() => server.close());
  // A service worker would isolate the page all the same.
  const opening = launch(given.light ? { serviceWorkers: 'block' } : {});
  ends.push(async () => (await opening).end());
  const { context } = await opening.catch((error) => {
    throw new Told(`The browser could not be started: ${error.message.split('\n')[0].replace(/[:.]+$/, '')}.`);
  });
  await context.addInitScript(remember, { settings, pieces: unpacked.address });
  const page = context.pages()[0] ?? (await context.newPage());
  await Promise.race([ranOn(page, given, { url: server.url, drop, unpacked }), death(page)]).catch((error) => {
    // Playwright's own word for it may come before the event.
    throw /has been closed|Target crashed/.test(error.message) ? new Told(browserEnded) : error;
  });
}

/** What the page asks for instead of running, in the recipe's words where it has a choice. */
async function refusal(page) {
  const lacking = page.locator('.dock-refusal');
  if ((await lacking.count()) === 0) return;
  const inWords = lacking.locator('[data-sentence]');
  const sentence = (await inWords.count()) ? await inWords.getAttribute('data-sentence') : await lacking.innerText();
  throw new UsageError(sentence.trim());
}

/** Rejects when the page or the browser dies: what waits for a download would wait for ever. */
function death(page) {
  return new Promise((_, reject) => {
    page.on('crash', () => reject(new Told('The page crashed in the browser; what was written by then is kept.')));
    page.on('close', () => reject(new Told(browserEnded)));
  });
}

/** The whole run, as a person would do it: load the recipe, drop the inputs, press Run, download all. */
async function ranOn(page, { recipe, inputs, links, out }, { url, drop, unpacked }) {
  await page.goto(url);
  await page.locator('main[data-state]').waitFor();
  await page.locator('input[type=file][data-input=recipe]').setInputFiles(recipe);
  const refused = page.locator('[data-recipe-error]');
  await page.waitForFunction(
    () => document.querySelector('[data-recipe-error]') ?? localStorage.getItem('manyhands.recipe'),
  );
  if (await refused.count()) throw new UsageError((await refused.first().innerText()).trim());

  if (links > 0) say(`Symbolic links inside the inputs are left out, as by every drop: ${links}.`);
  for (const paths of namedApart(inputs)) await heard(page, () => drop(page, paths));
  const run = page.getByRole('button', { name: 'Run', exact: true });
  const notice = page.locator('.gather:not(:has(.spinner)) p');
  await run.and(page.locator(':enabled')).or(notice).or(page.locator('.dock-refusal')).first().waitFor({ timeout: 0 });
  if (await notice.count()) say((await notice.first().innerText()).trim());
  // In this order: what is refused disables it, and is on the page by then.
  const isUnable = await run.isDisabled();
  await refusal(page);
  if (isUnable) throw new Told('The browser found no file in the inputs.');
  // What labels there are may be known only now, and be asked about instead.
  await Promise.race([run.click({ timeout: 0 }), page.locator('.dock-refusal').waitFor({ timeout: 0 })]);
  await refusal(page);
  say('Running …');
  await watch(page);
  await refusal(page);
  const trouble = page.locator('.dock-trouble');
  if (await trouble.count()) throw new Told((await trouble.first().innerText()).trim());
  await page.getByRole('button', { name: 'Download all', exact: true }).click();
  await unpacked.done.catch((error) => {
    throw new Told(`The outputs could not be written: ${error.message}.`);
  });
  const { counts, labels, items } = await settled(out, unpacked.lost);
  say(`${counts.done} done, ${counts.skipped} skipped, ${counts.failed} failed.`);
  if (labels) say(await labelsSaid(labels));
  const unread = items.filter(({ code }) => code === 'unread-mask').length;
  if (unread > 0) say(`Masks left out, of a format that is not read: ${unread}.`);
}

async function labelsSaid({ read, written, found, outputs, drops, troubles, frame, losses, checks = [] }) {
  if (read === null) return troubles.map(({ detail }) => detail).join(' ');
  const dropped = drops.reduce((sum, { count }) => sum + count, 0);
  const wrong = troubles.length + checks.reduce((sum, { count }) => sum + count, 0);
  const codes = checks.map(({ code, count }) => `${code} ${count}`).join(', ');
  const named = [codes, 'see `labels` in the report'].filter(Boolean).join('; ');
  const troubled = wrong === 0 ? '' : `, ${wrong} not as they should be (${named})`;
  const { lossPhrases } = await pageCode();
  const lost = losses.length === 0 ? '' : ` What ${written} cannot hold: ${lossPhrases(losses).join('; ')}.`;
  return `Labels: ${found.labels} read (${read})${troubled}, ${dropped} dropped, ${outputs.labels} written (${written}).${lost}${frame ? ` ${frame.detail}` : ''}`;
}

/** The report as it lies in the folder; what could not be written has failed by then. */
async function settled(folder, lost) {
  const file = join(folder, 'report.json');
  if (lost.has('report.json')) throw new Told(`The report could not be written: ${lost.get('report.json')}.`);
  const report = JSON.parse(readFileSync(file, 'utf8'));
  if (lost.size === 0) return report;
  const { ItemError } = await pageCode();
  const troubleOf = (sentence) => new ItemError('write-failed', sentence).trouble;
  const told = withoutLost(report, lost, { folder, troubleOf });
  writeFileSync(file, `${JSON.stringify(told, null, 2)}\n`);
  return told;
}

/** Inputs of one name come in drops of their own, since the browser would rename the later; the page has a rule for them. */
function namedApart(inputs) {
  const drops = [];
  for (const input of inputs) {
    const last = drops.at(-1);
    if (last && !last.some((other) => basename(other) === basename(input))) last.push(input);
    else drops.push([input]);
  }
  return drops;
}

/** Until the page has heard of the drop: only from then on does its Run button wait for it. */
async function heard(page, dropped) {
  await page.evaluate(() => {
    window.heardDrop = new Promise((resolve) =>
      window.addEventListener('drop', resolve, { once: true, capture: true }),
    );
  });
  await dropped();
  await page.evaluate(() => window.heardDrop.then(() => {}));
}

/** Recipe and settings, looked at by the page's own code before a browser starts. */
async function checked({ text, settings }) {
  const { parseSettings, parseRecipeText } = await pageCode();
  try {
    parseRecipeText(text);
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
          // As a Blob: bytes in a request would be told to this driver once more, as text, by the browser's protocol.
          const { ok, statusText } = await fetch(pieces, { method: 'POST', body: new Blob([piece]) });
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
    await page.locator('main[data-state=done], .dock-trouble, .dock-refusal').first().waitFor({ timeout: 0 });
  } finally {
    clearInterval(timer);
  }
}
