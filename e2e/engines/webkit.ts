// WebKitGTK by its WebDriver, on a screen of Xvfb. It stands in for Safari, which was not tried.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needDebian } from './debian';
import { DownloadFolder } from './downloads';
import { elementKey, keyActions, patiently, scriptOf, valueOf, type Engine, type EngineOptions } from './engine';
import { freePort } from './free-port';

const driver = '/usr/bin/WebKitWebDriver';
const browser = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';

const bindings = '/usr/lib/x86_64-linux-gnu/girepository-1.0/WebKit2-4.1.typelib';

const environment = {
  GDK_BACKEND: 'x11',
  WEBKIT_DISABLE_COMPOSITING_MODE: '1',
  WEBKIT_DISABLE_DMABUF_RENDERER: '1',
  LIBGL_ALWAYS_SOFTWARE: '1',
  NO_AT_BRIDGE: '1',
};

/** Without it this build has no shared memory, isolated or not. */
const shared = { JSC_useSharedArrayBuffer: '1' };

/** Stands in for MiniBrowser where a profile is to be kept. */
const keepingBrowser = join(import.meta.dirname, 'webkit-window.py');

export async function webkit({ proxy, sharesMemory = true, profile }: EngineOptions = {}): Promise<Engine> {
  needDebian(driver, ['webkit2gtk-driver']);
  if (profile !== undefined) needDebian(bindings, ['gir1.2-webkit2-4.1', 'python3-gi']);
  needDebian('/usr/bin/Xvfb', ['xvfb']);
  const { screen, display } = await virtualScreen();
  const downloads = new DownloadFolder();
  const home = homeWith(downloads.path);
  const port = await freePort();
  const env = { ...process.env, ...environment, ...(sharesMemory && shared), ...home.env, DISPLAY: display };
  const child = spawn(driver, [`--port=${port}`, '--host=127.0.0.1'], { env, stdio: 'ignore' });
  const call = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const { value } = (await response.json()) as { value: T & ({ error?: string; message?: string } | null) };
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  const end = async () => {
    child.kill();
    screen.kill();
    downloads.remove();
    home.remove();
  };
  try {
    const wanted = {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions':
        profile === undefined
          ? { binary: browser, args: ['--automation', ...(proxy ? through(proxy) : [])] }
          : { binary: keepingBrowser, args: [profile, downloads.path] },
    };
    const capabilities = { capabilities: { alwaysMatch: wanted } };
    const begun = await patiently(() => call<Begun>('POST', '/session', capabilities), 20);
    const session = `/session/${begun.sessionId}`;
    const ask = <T>(method: string, path: string, body?: object) => call<T>(method, session + path, body);
    await ask('POST', '/timeouts', { script: 1_800_000, pageLoad: 60_000 });
    const element = async (selector: string) => {
      const found = await ask<Record<string, string>>('POST', '/element', { using: 'css selector', value: selector });
      return `/element/${found[elementKey]}`;
    };
    return {
      name: 'WebKit',
      version: begun.capabilities.browserVersion,
      goto: async (url) => void (await ask('POST', '/url', { url })),
      reload: async () => void (await ask('POST', '/refresh', {})),
      async evaluate(expression) {
        return valueOf(await ask<string>('POST', '/execute/async', { script: scriptOf(expression), args: [] }));
      },
      click: async (selector) => void (await ask('POST', `${await element(selector)}/click`, {})),
      async setFiles(selector, paths) {
        await ask('POST', `${await element(selector)}/value`, { text: paths.join('\n') });
      },
      windows: {
        async enter(expression) {
          const id = await ask<unknown>('POST', '/execute/sync', { script: `return ${expression}`, args: [] });
          await ask('POST', '/frame', { id });
        },
        handles: () => ask<string[]>('GET', '/window/handles'),
        go: async (handle) => void (await ask('POST', '/window', { handle })),
      },
      press: async (...keys) => void (await ask('POST', '/actions', { actions: keyActions(keys) })),
      download: (action) => downloads.of(action),
      screenshot: async () => Buffer.from(await ask<string>('GET', '/screenshot'), 'base64'),
      async close() {
        await ask('DELETE', '').catch(() => {});
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** MiniBrowser's own words: it passes by the proxy that WebDriver's capabilities name. */
function through(proxy: string): string[] {
  return [`--proxy=http://${proxy}`, '--ignore-host=localhost', '--ignore-host=127.0.0.1'];
}

interface Begun {
  readonly sessionId: string;
  readonly capabilities: { readonly browserVersion: string };
}

/** A home of its own, whose folder of downloads is this one: MiniBrowser puts files where the desktop says. */
function homeWith(downloads: string): { readonly env: Record<string, string>; readonly remove: () => void } {
  const home = mkdtempSync(join(tmpdir(), 'manyhands-webkit-'));
  mkdirSync(join(home, '.config'));
  writeFileSync(join(home, '.config/user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
  const env = {
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_DATA_HOME: join(home, '.local'),
  };
  return { env, remove: () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Xvfb chooses the number itself and tells it. */
async function virtualScreen(): Promise<{ screen: ChildProcess; display: string }> {
  const args = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'];
  const screen = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise<string>((resolve, reject) => {
    screen.stdio[3]!.once('data', (told: Buffer) => resolve(told.toString().trim()));
    screen.once('error', reject);
  });
  return { screen, display: `:${number}` };
}
