import { afterAll, beforeAll, describe, it } from 'vitest';
import type { Page } from 'playwright-core';
import { launch } from '../../tools/browser.mjs';
import { serve } from '../../tools/serve.mjs';
import { buildForWeb, headers } from './build';
import { cases } from './cases';

declare global {
  interface Window {
    runCase(name: string): Promise<void>;
  }
}

describe('the pool in Chromium', () => {
  let page: Page;
  let end: () => Promise<void>;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const site = await serve(await buildForWeb(), { port: 0, headers });
    close = site.close;
    const browser = await launch();
    end = browser.end;
    page = await browser.context.newPage();
    await page.goto(site.url);
  });

  afterAll(async () => {
    await end?.();
    await close?.();
  });

  for (const { name, worlds = ['web'] } of cases) {
    if (worlds.includes('web')) it(name, () => page.evaluate((wanted) => window.runCase(wanted), name));
  }
});
