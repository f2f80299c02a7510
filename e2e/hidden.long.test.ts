import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { chromiumByPipe } from './chromium-by-pipe';
import { copies, picture } from './pictures';
import { temporaryFolder } from './visit';

const many = 24;

// Playwright's browsers keep every tab awake; this one does what a person's does.
// Whether timers are throttled yet depends on the machine, so `npm test` is spared this.
test('a run goes on to its end in a tab that is hidden and whose timers are throttled to one a second', async () => {
  const folder = temporaryFolder();
  const files = copies(
    await picture(join(folder, 'seed.jpg'), { width: 3000, height: 2000 }),
    join(folder, 'set'),
    many,
  );
  const { send } = chromiumByPipe();
  const { targetId } = await send<{ targetId: string }>('Target.createTarget', { url: inject('url') });
  const { sessionId } = await send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true });
  const look = async <T>(expression: string): Promise<T> => {
    const asked = { expression, returnByValue: true, awaitPromise: true };
    return (await send<{ result: { value: T } }>('Runtime.evaluate', asked, sessionId)).result.value;
  };
  const becomes = (expression: string) => expect.poll(() => look(expression), { timeout: 120_000 }).toBe(true);
  await becomes(`!!document.querySelector('main[data-state=empty]')`);
  await send('DOM.enable', {}, sessionId);
  const { root } = await send<{ root: { nodeId: number } }>('DOM.getDocument', {}, sessionId);
  const input = { nodeId: root.nodeId, selector: 'input[type=file]' };
  const { nodeId } = await send<{ nodeId: number }>('DOM.querySelector', input, sessionId);
  await send('DOM.setFileInputFiles', { nodeId, files }, sessionId);
  const run = `[...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Run')`;
  await becomes(`document.querySelectorAll('[data-path]').length > 5 && !${run}.disabled`);

  await send('Target.createTarget', { url: 'about:blank' });
  await becomes(`document.visibilityState === 'hidden'`);
  await look(`${run}.click()`);
  await becomes(`document.title.includes('%')`);
  const gapMs = await look<number>(`new Promise((resolve) => {
    const at = performance.now();
    let left = 5;
    const next = () => (left-- > 0 ? setTimeout(next, 1) : resolve((performance.now() - at) / 5));
    next();
  })`);
  // Told to wait for one millisecond.
  expect(gapMs).toBeGreaterThan(500);
  await becomes(`document.title.startsWith('Done')`);
  expect(await look(`document.querySelectorAll('[data-outcome]:not([data-outcome=done])').length`)).toBe(0);
});
