import { readFile } from 'node:fs/promises';
import { drop, launch } from '../../tools/browser.mjs';
import { DownloadFolder } from './downloads';
import type { Engine, EngineOptions } from './engine';

export async function chromium(options: EngineOptions = {}): Promise<Engine> {
  const { isPrivate = false, refusesStorage, proxy, profile: kept } = options;
  const args = [
    ...(isPrivate ? ['--incognito'] : []),
    ...(proxy === undefined ? [] : [`--proxy-server=${proxy}`, '--proxy-bypass-list=localhost;127.0.0.1']),
  ];
  const profile =
    refusesStorage === 'all' ? { default_content_setting_values: { cookies: 2 } } : { cookie_controls_mode: 1 };
  const { context, end } = await launch({
    args,
    // As the other engines do.
    keepsOffline: true,
    ...(kept !== undefined && { profile: kept }),
    ...(refusesStorage && { preferences: { profile } }),
  });
  // The browser's own picker of a place to save stays open for ever without a person.
  await context.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  const page = context.pages()[0] ?? (await context.newPage());
  // Playwright tells the profile's own windows alone where downloads go; a private one gives them up.
  const folder = isPrivate ? new DownloadFolder() : null;
  if (folder) {
    const session = await context.newCDPSession(page);
    await session.send('Page.setDownloadBehavior', { behavior: 'allow', downloadPath: folder.path });
  }
  return {
    name: 'Chromium',
    version: context.browser()?.version() ?? '',
    goto: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    evaluate: async <T>(expression: string) =>
      // As WebDriver's: what is not there is null.
      (await page.evaluate(`(async () => (await (${expression})) ?? null)()`)) as T,
    click: (selector) => page.locator(selector).first().click(),
    setFiles: (selector, paths) => page.locator(selector).setInputFiles([...paths]),
    drop: (paths) => drop(page, [...paths]),
    async press(...pressed) {
      for (const key of pressed) await page.keyboard.press(key);
    },
    async download(action) {
      if (folder) return folder.of(action);
      const [download] = await Promise.all([page.waitForEvent('download'), action()]);
      return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
    },
    screenshot: () => page.screenshot(),
    close: async () => {
      await end();
      folder?.remove();
    },
  };
}
