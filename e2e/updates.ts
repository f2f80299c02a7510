import type { Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { serve } from '../tools/serve.mjs';
import { deployed } from './second-build';
import { browser, open } from './visit';
import type { Visit } from './visit';

/** The built page on a host of its own, to which another build can be deployed. */
export async function site() {
  const place = deployed();
  const host = await serve(place.folder, { base: '/some/folder/' });
  onTestFinished(() => host.close().catch(() => {}));
  return { ...host, deploy: place.deploy };
}

/** A visit whose page is kept for use without a network. */
export async function keptVisit(url: string): Promise<Visit> {
  const visit = await open(await browser({ keepsOffline: true }), url);
  await visit.page.locator('[data-offline=base]').waitFor({ state: 'attached' });
  return visit;
}

export const buildOf = (page: Page) => page.locator('meta[name=build]').getAttribute('content');

/** Looks for a new version, as the page does each hour. @returns how the new service worker ended up. */
export function update(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    // The page looks by itself when it is loaded: what that look found is not what is asked for here.
    while (registration?.installing) await new Promise((go) => setTimeout(go, 50));
    await registration?.update().catch(() => {});
    const worker = registration?.installing ?? registration?.waiting;
    if (!worker) return 'none';
    while (worker.state === 'installing') await new Promise((go) => setTimeout(go, 50));
    return worker.state;
  });
}
