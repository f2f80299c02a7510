import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { patiently, type Engine } from '../engines/engine';
import { startEngine } from '../engines/start';
import { hostPage, script } from './pages';

const element = `document.querySelector('many-hands')`;
const frame = `${element}.shadowRoot.querySelector('iframe')`;

/** Chromium's is in framing.test.ts. */
describe.each(['Firefox', 'WebKit'] as const)('%s, in a page that is not isolated', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine?.close());

  /** Waits until it holds in the document that the engine is at. */
  const until = (expression: string) =>
    patiently(async () => {
      if (!(await engine.evaluate<boolean>(expression))) throw new Error(`Expected ${expression} to hold.`);
    }, 300);

  /** What docs/embed.md says that a sandbox needs. */
  const sandbox = 'sandbox allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox';

  test.each([
    ['plain', {}],
    ['in a sandbox', { 'Content-Security-Policy': sandbox }],
  ])('a window of its own works for the field of one that is %s', async (_, headers) => {
    const windows = engine.windows!; // Both have it.
    await engine.goto(
      await hostPage({
        headers,
        body: `<form><many-hands name="photos" src="$appembed.html"></many-hands></form>${script}`,
      }),
    );
    await until(`${element}.state === 'ready'`);
    expect(await engine.evaluate(`${element}.tier`)).toBe('light');
    const [page] = await windows.handles();
    /** The handle of a window that is not among these. */
    const opened = (known: readonly (string | undefined)[]) =>
      patiently(async () => {
        const fresh = (await windows.handles()).find((one) => !known.includes(one));
        if (!fresh) throw new Error('Expected another window.');
        return fresh;
      });
    await windows.enter(frame);
    await engine.click('#window');
    const relay = await opened([page]);
    await windows.go(relay);
    await until(`document.querySelector('#start')?.disabled === false`);
    await engine.click('#start');
    const worker = await opened([page, relay]);
    await windows.go(worker);
    await until('crossOriginIsolated');
    await windows.go(page!);
    await until(`${element}.tier === 'full'`);
    const got = await engine.evaluate(`(async () => {
      const canvas = document.createElement('canvas');
      canvas.width = 3000; canvas.height = 300;
      canvas.getContext('2d').fillRect(10, 10, 100, 100);
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
      const done = new Promise((resolve) => ${element}.addEventListener('mh-done', resolve));
      ${element}.files = [new File([blob], 'wide.png', { type: 'image/png' })];
      await done;
      const [[, file]] = [...new FormData(document.forms[0])];
      const { width, height } = await createImageBitmap(file);
      return { name: file.name, type: file.type, width, height, tier: ${element}.report.tier };
    })()`);
    expect(got).toEqual({ name: 'wide.jpg', type: 'image/jpeg', width: 2048, height: 205, tier: 'full' });
    // They close by themselves when there is nothing left to do.
    await expect.poll(async () => (await windows.handles()).length, { timeout: 60_000 }).toBe(1);
    await until(`${element}.tier === 'light'`);
  });
});
