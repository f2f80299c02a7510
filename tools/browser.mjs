// Real Chromium with a fresh persistent profile: in an incognito context, a test tool's default, stored files lie in memory.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { chromiumFlags, needChromium } from './chromium.mjs';

/**
 * @param {{ keepsOffline?: boolean, profile?: string, bypassCSP?: boolean, viewport?: { width: number, height: number } | null, colorScheme?: 'dark' | 'light', hasTouch?: boolean, isMobile?: boolean, args?: string[], ignoreDefaultArgs?: string[], downloads?: string, preferences?: object, serviceWorkers?: 'allow' | 'block' }} options
 *   `keepsOffline`: the page may keep itself for visits without a network, which costs each fresh profile 7 MB.
 *   `profile`: a folder that stays when the browser ends.
 *   `preferences`: the profile's, as a person's former visits may have left them.
 * @returns a context whose `end()` closes the browser and removes its profile.
 */
export async function launch({
  keepsOffline = false,
  profile: given,
  args = [],
  downloads,
  preferences,
  viewport = { width: 1280, height: 800 },
  ...options
} = {}) {
  const profile = given ?? mkdtempSync(join(tmpdir(), 'manyhands-profile-'));
  const clear = () => given ?? rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  if (preferences) {
    mkdirSync(join(profile, 'Default'));
    writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify(preferences));
  }
  const starting = chromium.launchPersistentContext(profile, {
    executablePath: needChromium(),
    args: [...chromiumFlags, ...args],
    headless: true,
    // Playwright waits three minutes for a browser that died while it started.
    timeout: 60_000,
    acceptDownloads: true,
    // Whoever launches it decides what a signal does, and cleans up.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    ...(downloads ? { downloadsPath: downloads } : {}),
    viewport,
    ...options,
  });
  const context = await starting.catch((error) => {
    clear();
    throw error;
  });
  if (!keepsOffline) await context.addInitScript(keepNothing);
  const end = async () => {
    await context.close().catch(() => {});
    if (given !== undefined) return;
    // The other processes of a browser that was killed go on for a moment, and make their folders anew.
    for (let tries = 0, still = 0; tries < 40 && still < 3; tries++) {
      try {
        clear();
      } catch {
        // Something was put into a folder while it was removed.
      }
      await setTimeout(50);
      still = existsSync(profile) ? 0 : still + 1;
    }
  };
  return { context, profile, end };
}

/** In every document before its own scripts: what a person says who wants nothing kept. */
function keepNothing() {
  try {
    localStorage.setItem('manyhands.offline', 'off');
  } catch {
    // A blank page has no storage.
  }
}

/** Drops files and folders of the disk on the page, as a person would: no byte passes through this process. */
export async function drop(page, paths) {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  const at = { x: 200, y: 200 };
  for (const type of ['dragEnter', 'dragOver', 'drop']) {
    await session.send('Input.dispatchDragEvent', { type, ...at, data });
  }
  await session.detach();
}
