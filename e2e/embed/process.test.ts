import { describe, expect, test } from 'vitest';
import { hearing, hostBrowser, script } from './pages';

const { visit } = hostBrowser();

const body = `<many-hands hidden src="$appembed.html"></many-hands>${script}${hearing}`;
/** Runs in the page: a drawing as a PNG, and the element. */
const given = `
  const element = document.querySelector('many-hands');
  const recipe = { version: 1, steps: [{ op: 'resize', width: 50, height: 50 }], output: { format: 'webp', quality: 80 } };
  const drawing = async (name, width = 300) => {
    const canvas = new OffscreenCanvas(width, 200);
    canvas.getContext('2d').fillRect(10, 10, 100, 100);
    return new File([await canvas.convertToBlob()], name, { type: 'image/png' });
  };
  const told = (error) => ({ name: error.name, code: error.code, message: error.message });
`;
const inPage = (code: string) => `(async () => { ${given} ${code} })()`;

describe('process()', () => {
  test('gives the files back in their order, with the report, and shows nothing', async () => {
    const { page, trouble } = await visit({ body });
    const got = await page.evaluate(
      inPage(`
        const progress = [];
        const files = await Promise.all(['a.png', 'b.png', 'a.png'].map((name) => drawing(name)));
        const { results, report } = await element.process([...files, new Blob(['text'])], {
          recipe, onProgress: (done, total) => progress.push([done, total]) });
        return { names: results.map(({ name, type }) => [name, type]), counts: report.counts, tier: report.tier,
          progress: progress.at(-1), state: element.state, kept: element.results.length,
          events: heard.map(({ type }) => type) };
      `),
    );
    expect(got).toEqual({
      names: [
        ['a.webp', 'image/webp'],
        ['b.webp', 'image/webp'],
        ['a (2).webp', 'image/webp'],
      ],
      counts: { done: 3, skipped: 1, failed: 0 },
      tier: 'full',
      progress: [4, 4],
      state: 'ready',
      kept: 0,
      events: ['mh-ready', 'mh-tier'],
    });
    expect(trouble).toEqual([]);
  });

  test('ends with the signal’s reason when it is aborted, and with a code when the recipe is wrong', async () => {
    const { page } = await visit({ body });
    const got = await page.evaluate(
      inPage(`
        const late = new AbortController();
        const files = await Promise.all(Array.from({ length: 12 }, (_, at) => drawing(at + '.png', 2000)));
        const aborted = element.process(files, { recipe, signal: late.signal, onProgress: () => late.abort(new Error('enough')) });
        const before = await element.process(files, { recipe, signal: AbortSignal.abort() }).catch(told);
        const wrong = await element.process(files.slice(0, 1), { recipe: { version: 1, steps: [{ op: 'rezise' }] } }).catch(told);
        const text = await element.process(files.slice(0, 1), { recipe: '{ "version": 1, ' }).catch(told);
        const loose = await document.createElement('many-hands').process(files).catch(told);
        const after = (await element.process(files.slice(0, 2), { recipe })).results.length;
        return { aborted: await aborted.catch(told), before, wrong, text: text.code, loose, after };
      `),
    );
    expect(got).toEqual({
      aborted: { name: 'Error', message: 'enough' },
      before: expect.objectContaining({ name: 'AbortError' }),
      wrong: {
        name: 'ManyHandsError',
        code: 'bad-recipe',
        message: expect.stringMatching(/^Expected `steps\[0\]\.op` to be one of .*"rezise"/),
      },
      text: 'bad-recipe',
      loose: { name: 'ManyHandsError', code: 'not-connected', message: expect.any(String) },
      after: 2,
    });
  });

  test('of a frame that never answers ends with a code, and so does the field', async () => {
    const { page } = await visit({
      body: `<many-hands src="/silent.html" timeout-ms="700"></many-hands>${script}${hearing}`,
      handle: (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Silence</p>'),
    });
    const got = await page.evaluate(
      inPage(`return element.process([await drawing('a.png')], { recipe }).catch(told);`),
    );
    expect(got).toMatchObject({ name: 'ManyHandsError', code: 'no-answer' });
    await page.locator('many-hands [role=alert]', { hasText: 'This field cannot be used at the moment.' }).waitFor();
    expect(await page.evaluate(`[document.querySelector('many-hands').state, heard.at(-1).code]`)).toEqual([
      'failed',
      'no-answer',
    ]);
  });

  test('of a frame that falls silent ends with a code, and so do files that it is given then', async () => {
    // It draws itself, as it says, and from then on answers nothing.
    const frame = `<script>
      onmessage = ({ ports: [port] }) => {
        port.postMessage({ type: 'ready', tier: 'full', reason: null, app: '' });
        globalThis.port = port;
      };
      parent.postMessage({ manyHands: 1 }, '*');
    </script>`;
    const { page } = await visit({
      body: `<many-hands src="/mute.html" timeout-ms="700"></many-hands>${script}${hearing}`,
      handle: (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end(frame),
    });
    await page.waitForFunction(`document.querySelector('many-hands').state === 'ready'`);
    await page.evaluate(`(document.querySelector('many-hands').files = [new Blob(['a'])], true)`);
    await page.waitForFunction(`document.querySelector('many-hands').state === 'failed'`);
    expect(await page.evaluate('heard.at(-1).code')).toBe('no-answer');
    // What failed stands in place of the frame, and no frame beside it.
    await page.locator('many-hands [role=alert]').waitFor();
    await page.locator('many-hands iframe').waitFor({ state: 'hidden' });
    const got = await page.evaluate(
      inPage(`return element.process([await drawing('a.png')], { recipe }).catch(told);`),
    );
    expect(got).toMatchObject({ code: 'no-answer' });
  });

  test('in a sandbox without its origin ends with a code, at once', async () => {
    const { page } = await visit({ body, headers: { 'Content-Security-Policy': 'sandbox allow-scripts' } });
    await page.waitForFunction(`customElements.get('many-hands')`);
    const got = await page.evaluate(inPage(`return element.process([new Blob(['a'])], { recipe }).catch(told);`));
    expect(got).toMatchObject({ name: 'ManyHandsError', code: 'sandboxed' });
  });
});
