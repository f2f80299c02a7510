// The Chromium of this machine: CHROME_PATH first, then the PATH, then Debian's package.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installFromDebian } from './debian.mjs';
import { say, stop } from './prepare.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @returns {string | null} */
export function findChromium() {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const path = join(folder, name);
      if (folder && existsSync(path)) return path;
    }
  }
  return null;
}

/**
 * Finds Chromium, or installs Debian's. Ends the process with a sentence where neither is possible.
 * @returns {string}
 */
export function needChromium() {
  const found = findChromium();
  if (found && existsSync(found)) return found;
  if (process.env.CHROME_PATH) stop(`Expected Chromium at CHROME_PATH, found nothing at ${process.env.CHROME_PATH}.`);
  say('Installing Chromium from Debian …');
  if (installFromDebian('chromium')) {
    const installed = findChromium();
    if (installed) return installed;
  }
  return stop(
    'Chromium is needed and could not be installed: install it (Debian: `apt-get install chromium`) or name it in CHROME_PATH.',
  );
}
