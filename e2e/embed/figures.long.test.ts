import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../tools/prepare.mjs';
import { hostBrowser, script } from './pages';

const { visit } = hostBrowser();

/**
 * In the page: ms from a tag that stands in it to `mh-ready`, and from the frame's being ready to the result of a
 * photograph of twelve megapixels.
 */
const figures = `(async () => {
  const canvas = new OffscreenCanvas(4000, 3000);
  const context = canvas.getContext('2d');
  for (let at = 0; at < 400; at++) {
    context.fillStyle = 'hsl(' + at + ' 70% ' + (at % 90) + '%)';
    context.fillRect((at * 997) % 3800, (at * 613) % 2800, 300, 200);
  }
  const photograph = new File([await canvas.convertToBlob({ type: 'image/jpeg' })], 'a.jpg', { type: 'image/jpeg' });
  const timed = async (act) => {
    const before = performance.now();
    await act();
    return Math.round(performance.now() - before);
  };
  const field = async () => {
    const element = document.createElement('many-hands');
    element.src = document.querySelector('script').src.replace('many-hands.js', 'embed.html');
    const heard = (name) => new Promise((resolve) => element.addEventListener(name, resolve, { once: true }));
    const ready = await timed(() => (document.body.append(element), heard('mh-ready')));
    const of = () => timed(() => ((element.files = [photograph]), heard('mh-result')));
    return { ready, first: await of(), second: await of() };
  };
  return { cold: await field(), warm: await field() };
})()`;

interface Figures {
  readonly ready: number;
  readonly first: number;
  readonly second: number;
}

test('what a field costs its page: bytes, and ms to the field and to its results, at first and again', async () => {
  const { page } = await visit({ body: script });
  const got = await page.evaluate<Record<'cold' | 'warm', Figures>>(figures);
  const bytes = execFileSync('gzip', ['-9c', join(root, 'dist/many-hands.js')]).length;
  const line = ({ ready, first, second }: Figures) =>
    `ready ${ready} ms after its tag, a photograph of 12 MP done in ${first} ms, the next in ${second} ms`;
  process.stdout.write(
    `many-hands.js: ${bytes} B compressed\nfirst field, nothing cached: ${line(got.cold)}\nsecond field: ${line(got.warm)}\n`,
  );
  expect(bytes).toBeLessThanOrEqual(6144);
  for (const { ready, first, second } of Object.values(got)) expect(Math.min(ready, first, second)).toBeGreaterThan(0);
});
