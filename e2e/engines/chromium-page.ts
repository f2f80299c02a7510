import { DownloadFolder } from './downloads';
import type { ChromiumByPipe } from '../chromium-by-pipe';
import { keys, patiently, type Engine, type Key } from './engine';

interface Evaluated {
  readonly result: { readonly value: unknown };
  readonly exceptionDetails?: { readonly exception?: { readonly description?: string }; readonly text: string };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The middle of an element, scrolled to; null while something else lies there, such as a panel that is closing. */
const pointOf = `((one) => {
  one.scrollIntoView({ block: 'center', behavior: 'instant' });
  const { left, top, width, height } = one.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  const there = document.elementFromPoint(x, y);
  return one.contains(there) || there?.contains(one) ? { x, y } : null;
})`;

/** A page of a Chromium that is driven over its pipe, by the protocol alone: nothing of a test tool is in its targets. */
export async function chromiumPage({ send, hear }: ChromiumByPipe): Promise<Engine> {
  const { targetId } = await send<{ targetId: string }>('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true });
  const ask = <T>(method: string, params?: object) => send<T>(method, params, sessionId);
  await ask('Page.enable');
  await ask('Page.addScriptToEvaluateOnNewDocument', {
    source: 'Reflect.deleteProperty(window, "showSaveFilePicker")',
  });
  let loads = 0;
  hear((event) => {
    if (event.sessionId === sessionId && event.method === 'Page.loadEventFired') loads++;
  });
  const downloads = new DownloadFolder();
  await send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads.path });

  async function loaded(action: () => Promise<unknown>): Promise<void> {
    const before = loads;
    await action();
    await patiently(async () => {
      if (loads === before) throw new Error('Expected the page to load.');
    });
  }

  async function evaluate<T>(expression: string): Promise<T> {
    const told = await ask<Evaluated>('Runtime.evaluate', {
      expression: `(async () => (await (${expression})) ?? null)()`,
      awaitPromise: true,
      returnByValue: true,
    });
    const { exceptionDetails: thrown } = told;
    if (thrown) throw new Error(thrown.exception?.description ?? thrown.text);
    return told.result.value as T; // What the expression gives.
  }

  async function input(event: string, params: object): Promise<void> {
    await ask(`Input.${event}`, params);
  }

  return {
    name: 'Chromium',
    version: (await send<{ product: string }>('Browser.getVersion')).product,
    goto: (url) => loaded(() => ask('Page.navigate', { url })),
    reload: () => loaded(() => ask('Page.reload')),
    evaluate,
    async click(selector) {
      const at = await evaluate<Point | null>(`${pointOf}(document.querySelector(${JSON.stringify(selector)}))`);
      if (!at) throw new Error(`Expected nothing to lie over ${selector}.`);
      const press = { ...at, button: 'left', clickCount: 1 };
      await input('dispatchMouseEvent', { type: 'mouseMoved', ...at });
      await input('dispatchMouseEvent', { type: 'mousePressed', ...press });
      await input('dispatchMouseEvent', { type: 'mouseReleased', ...press });
    },
    async setFiles(selector, paths) {
      const { result } = await ask<{ result: { objectId: string } }>('Runtime.evaluate', {
        expression: `document.querySelector(${JSON.stringify(selector)})`,
      });
      await ask('DOM.setFileInputFiles', { objectId: result.objectId, files: paths });
    },
    async drop(paths) {
      const data = { items: [], files: paths, dragOperationsMask: 1 };
      for (const type of ['dragEnter', 'dragOver', 'drop'])
        await input('dispatchDragEvent', { type, x: 200, y: 200, data });
    },
    async press(...pressed: readonly Key[]) {
      for (const key of pressed) {
        const code = keyCodes[key];
        await input('dispatchKeyEvent', { type: 'keyDown', key, code: key, windowsVirtualKeyCode: code });
        await input('dispatchKeyEvent', { type: 'keyUp', key, code: key, windowsVirtualKeyCode: code });
      }
    },
    download: (action) => downloads.of(action),
    async screenshot() {
      const { data } = await ask<{ data: string }>('Page.captureScreenshot');
      return Buffer.from(data, 'base64');
    },
    async close() {
      await send('Target.closeTarget', { targetId });
      downloads.remove();
    },
  };
}

const keyCodes: Readonly<Record<keyof typeof keys, number>> = {
  Tab: 9,
  Enter: 13,
  Escape: 27,
  End: 35,
  Home: 36,
  ArrowUp: 38,
  ArrowDown: 40,
};
