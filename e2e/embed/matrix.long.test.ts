import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { serveExamples } from '../../docs/examples/embed/server.mjs';
import { table } from '../../bench/report/markdown';
import { writePart } from '../engines/docs';
import type { Engine, EngineName } from '../engines/engine';
import { engineNames, startEngine } from '../engines/start';
import { hostPage, script } from './pages';

const isolated = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
const strict = (app: string) => ({
  'Content-Security-Policy': `default-src 'none'; script-src ${app} 'self' 'unsafe-inline'; frame-src ${app} 'self'; form-action *`,
});

/** Pages that a field may stand in, by what their servers send. */
const hosts = {
  plain: () => ({}),
  isolated: () => isolated,
  'strict policy': strict,
  sandbox: () => ({ 'Content-Security-Policy': 'sandbox allow-scripts allow-same-origin allow-forms' }),
} as const;

/**
 * What runs where. Chromium isolates the frame by its own Document-Isolation-Policy, which Firefox and WebKit lack
 * (https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Document-Isolation-Policy): there the page has to be
 * isolated itself.
 */
function expected(engine: EngineName, host: keyof typeof hosts): 'full' | 'light' {
  return engine === 'Chromium' || host === 'isolated' ? 'full' : 'light';
}

/** What ran, by engine, host and origin. */
const ran = new Map<string, string>();

afterAll(() => {
  const origins = [false, true];
  const rows = Object.keys(hosts).flatMap((host) =>
    origins.map((isSame) => [
      host,
      isSame ? 'the page’s own' : 'another',
      ...engineNames.map((name) => ran.get(`${name}/${host}/${isSame}`) ?? ''),
    ]),
  );
  if (ran.size === rows.length * engineNames.length)
    writePart('embedded', table(['page', 'the frame’s origin', ...engineNames], rows));
});

/** In the page: the tier, and what became of a drawing, or the code of why nothing did. */
const tried = `(async () => {
  const element = document.querySelector('many-hands');
  const canvas = document.createElement('canvas');
  canvas.width = 300; canvas.height = 200;
  canvas.getContext('2d').fillRect(10, 10, 100, 100);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg'));
  const recipe = { version: 1, steps: [{ op: 'resize', width: 50, height: 50 }], output: { format: 'jpeg', quality: 80 } };
  const late = { signal: AbortSignal.timeout(60000), recipe };
  return element.process([new File([blob], 'a.jpg', { type: 'image/jpeg' })], late).then(
    ({ results: [one], report }) => ({ tier: element.tier, ran: report.tier, name: one?.name, counts: report.counts }),
    (error) => ({ tier: element.tier, code: error.code ?? error.name }));
})()`;

describe.each(engineNames)('%s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine?.close());

  const cells = Object.keys(hosts).flatMap((host) =>
    [false, true].map((isSameOrigin) => ({ host: host as keyof typeof hosts, isSameOrigin })),
  );

  test.each(cells)('in a page that is $host, same origin: $isSameOrigin', async ({ host, isSameOrigin }) => {
    const headers = hosts[host](new URL(inject('url')).origin);
    const body = `<many-hands src="$appembed.html"></many-hands>${script}`;
    await engine.goto(await hostPage({ body, headers, isSameOrigin }));
    await engine.evaluate(`customElements.whenDefined('many-hands').then(() => true)`);
    const got = await engine.evaluate<{ tier: string }>(tried);
    ran.set(`${name}/${host}/${isSameOrigin}`, got.tier);
    const tier = expected(name, host);
    expect(got).toEqual({ tier, ran: tier, name: 'a.jpg', counts: { done: 1, skipped: 0, failed: 0 } });
  });

  test('in a sandbox without its origin, it is said that no worker can start there', async () => {
    const headers = { 'Content-Security-Policy': 'sandbox allow-scripts' };
    const body = `<many-hands src="$appembed.html"></many-hands>${script}`;
    await engine.goto(await hostPage({ body, headers }));
    await engine.evaluate(`customElements.whenDefined('many-hands').then(() => true)`);
    expect(await engine.evaluate(tried)).toMatchObject({ code: 'sandboxed' });
  });

  test('a form that is sent arrives with the processed bytes', async () => {
    const { url, received, close } = await serveExamples({ manyHands: inject('url') });
    onTestFinished(close);
    // The engine's own page is isolated only where it is asked to be.
    const { origin } = new URL(url);
    const form = `<form method="post" action="${origin}/upload" enctype="multipart/form-data">
      <many-hands name="photos" src="$appembed.html"></many-hands></form>${script}`;
    await engine.goto(await hostPage({ body: form, headers: name === 'Chromium' ? {} : isolated }));
    await engine.evaluate(`customElements.whenDefined('many-hands').then(() => true)`);
    await engine.evaluate(`(async () => {
      const element = document.querySelector('many-hands');
      const canvas = document.createElement('canvas');
      canvas.width = 4000; canvas.height = 300;
      canvas.getContext('2d').fillRect(10, 10, 100, 100);
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg'));
      element.files = [new File([blob], 'wide.jpg', { type: 'image/jpeg' })];
      await new Promise((resolve) => element.addEventListener('mh-done', resolve));
      return true;
    })()`);
    await engine.evaluate(`(document.forms[0].requestSubmit(), true)`);
    await expect.poll(() => received.length, { timeout: 60_000 }).toBe(1);
    expect(received[0]).toEqual([
      {
        name: 'photos',
        file: 'wide.jpg',
        type: 'image/jpeg',
        bytes: expect.any(Number),
        width: 2048,
        height: 154,
        hasExif: false,
      },
    ]);
  });
});
