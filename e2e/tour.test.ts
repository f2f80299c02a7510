import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { headersOf } from '../src/pwa/policy.mjs';
import { root } from '../tools/prepare.mjs';
import { serve } from '../tools/serve.mjs';
import { chromiumByPipe, type ChromiumByPipe } from './chromium-by-pipe';
import { chromiumPage } from './engines/chromium-page';
import { Visitor } from './engines/visitor';
import { everyRequest, type Requests, type Watched } from './every-request';
import { picture } from './pictures';
import { temporaryFolder } from './visit';

interface Violation {
  readonly 'document-uri': string;
  readonly 'effective-directive': string;
  readonly 'blocked-uri': string;
}

interface Tour {
  readonly origin: string;
  readonly url: string;
  readonly browser: ChromiumByPipe;
  readonly requests: Requests;
  readonly person: Visitor;
  /** What browsers reported of the site's policy: by the page, by workers of any depth and by the service worker. */
  readonly violations: readonly Violation[];
}

/** A visit whose every request is seen, at the built page, whose policies ask for reports of what they stop. */
async function tour(): Promise<Tour> {
  const violations: Violation[] = [];
  const { origin, url, close } = await serve(join(root, 'dist'), {
    headers: (path: string) => {
      const { 'Content-Security-Policy': policy, ...others } = headersOf(path);
      return policy ? { ...others, 'Content-Security-Policy': `${policy}; report-uri /violations` } : others;
    },
    handle: (request, response) => {
      if (request.url !== '/violations') return false;
      let text = '';
      request.on('data', (piece: Buffer) => (text += piece));
      request.on('end', () => violations.push(JSON.parse(text)['csp-report']));
      response.writeHead(204).end();
      return true;
    },
  });
  onTestFinished(close);
  const browser = chromiumByPipe();
  const requests = await everyRequest(browser);
  const engine = await chromiumPage(browser);
  onTestFinished(() => engine.close());
  const person = new Visitor(engine);
  await person.open(url);
  await person.sees(`document.querySelector(':is([data-offline=base], [data-offline=everything])')`, 'what is kept');
  return { origin, url, browser, requests, person, violations };
}

/** Addresses of other sites: bytes that a page made itself have none. */
function foreign({ origin, requests }: Pick<Tour, 'origin' | 'requests'>): readonly string[] {
  return requests.asked
    .map(({ url }) => url)
    .filter((url) => !/^(?:blob|data|about):/.test(url) && new URL(url).origin !== origin);
}

const byLibvips = {
  version: 1,
  steps: [
    { op: 'resize', width: 48, height: 48 },
    { op: 'brightness', factor: 1.2 },
  ],
  output: { format: 'webp', keep: 'all' },
};

test('a whole tour asks no other site for anything, and no policy has to stop anything', async () => {
  const all = await tour();
  const { person, requests } = all;
  const { engine } = person;
  await person.click('Try a sample');
  await person.run(13);
  await person.loadRecipe(byLibvips);
  const folder = join(temporaryFolder(), 'set');
  for (const [at, name] of ['one.tif', 'two.png', 'sub/three.webp', 'sub/four.gif'].entries())
    await picture(join(folder, name), { hue: at * 70 });
  await engine.drop!([folder]);
  await person.run(17);
  await person.clickOn('[data-path]');
  await person.sees(`document.querySelector('.detail img, .detail canvas')`, 'the picture and what became of it');
  await person.click('Back to the list');
  for (const view of ['Speed-up', 'Timeline', 'Learn']) await person.click(view);
  await person.sees(`document.querySelector('.lesson-run button')`, 'the lessons');
  await person.click(await engine.evaluate<string>(`document.querySelector('.lesson-run button').textContent.trim()`));
  await person.sees(`/ in all, on \\d+ workers?/.test(document.querySelector('.lesson [role=status]')?.textContent)`, 'the end of a lesson'); // prettier-ignore
  await person.click('Images');
  await person.click('Settings');
  await engine.press('Escape');
  await person.click('Private and offline');
  await person.click('Make everything available offline');
  await person.sees(`document.querySelector('[data-offline=everything]')`, 'that everything is kept');
  await engine.press('Escape');
  const { report } = await person.downloadAll();
  expect(report.counts).toEqual({ done: 16, skipped: 1, failed: 0 });
  await engine.reload();
  await person.drawn();

  expect(foreign(all)).toEqual([]);
  expect(all.violations).toEqual([]);
  // Who was heard: the page, its workers, libvips' threads in them, the desk, a lesson's worker, the service worker.
  const scripts = requests.targets.map(({ type, url }) => `${type} ${url.slice(all.url.length)}`);
  for (const one of [
    /^page /,
    /^worker engine\/entry-/,
    /^worker engine\/vips/,
    /^worker assets\/entry-/,
    /^worker assets\/tasks-/,
    /^service_worker sw\.js$/,
  ])
    // prettier-ignore
    expect(scripts).toContainEqual(expect.stringMatching(one));
  expect(new Set(requests.asked.map(({ by }) => by.type))).toEqual(new Set(['page', 'worker', 'service_worker']));
}, 300_000);

test('whoever asks another site for something is stopped and told of: the page, an image worker, the desk, the service worker', async () => {
  const all = await tour();
  const { browser, requests, person } = all;
  await person.loadRecipe(byLibvips);
  await person.pick(await picture(join(temporaryFolder(), 'one.png')));
  await person.run(1);
  // libvips' threads sleep where nothing reaches them; they have the policy of the image workers that start them.
  const kinds = {
    page: /^page /,
    image: /engine\/entry-/,
    desk: /assets\/entry-/,
    site: /sw\.js$/,
  };
  for (const [name, kind] of Object.entries(kinds)) {
    const target = requests.targets.findLast(({ type, url }) => kind.test(`${type} ${url}`));
    if (!target) throw new Error(`Expected a target of the kind ${name}.`);
    const ask = `fetch('http://${name}.example/').then(() => 'came', () => 'stopped')`;
    expect([name, await evaluated(browser, target, ask)]).toEqual([name, 'stopped']);
  }
  expect(foreign(all)).toEqual([]);
  const reported = () => all.violations.map((one) => `${one['effective-directive']} ${one['blocked-uri']}`).sort();
  const expected = Object.keys(kinds).map((name) => `connect-src http://${name}.example/`);
  await expect.poll(reported, { timeout: 30_000 }).toEqual(expected.sort());
});

/** A site without a policy, whose page starts a worker in a worker and a service worker; each asks that other site. */
function careless(other: string): Readonly<Record<string, string>> {
  const ask = (name: string) => `fetch('${other}/${name}', { mode: 'no-cors' }).catch(() => {});`;
  return {
    '/page.html': `<title>Careless</title><img src="${other}/image"><script src="page.js"></script>`,
    '/page.js': `${ask('page')} new Worker('outer.js'); navigator.serviceWorker.register('site.js');`,
    '/outer.js': `${ask('outer')} new Worker('inner.js');`,
    '/inner.js': `${ask('inner')} new WebSocket('${other.replace('http', 'ws')}/socket');`,
    '/site.js': ask('site'),
  };
}

test('whoever asks another site where no policy stops it is seen: a page, its workers, theirs, a service worker', async () => {
  const other = await serve(temporaryFolder());
  const files = careless(other.origin);
  const host = await serve(temporaryFolder(), {
    handle: ({ url = '' }, response) => {
      const text = files[url];
      if (text === undefined) return false;
      const type = url.endsWith('.js') ? 'text/javascript' : 'text/html';
      response.writeHead(200, { 'Content-Type': type }).end(text);
      return true;
    },
  });
  onTestFinished(async () => void (await Promise.all([host.close(), other.close()])));
  const pipe = chromiumByPipe();
  const requests = await everyRequest(pipe);
  const engine = await chromiumPage(pipe);
  onTestFinished(() => engine.close());
  await engine.goto(`${host.origin}/page.html`);
  const seen = () => new Set(foreign({ origin: host.origin, requests }).map((url) => new URL(url).pathname.slice(1)));
  const asked = ['image', 'inner', 'outer', 'page', 'site', 'socket'];
  await expect.poll(seen, { timeout: 30_000 }).toEqual(new Set(asked));
});

async function evaluated(browser: ChromiumByPipe, { sessionId }: Watched, expression: string): Promise<unknown> {
  const params = { expression, awaitPromise: true, returnByValue: true };
  const told = await browser.send<{ result: { value: unknown } }>('Runtime.evaluate', params, sessionId);
  return told.result.value;
}
