// Firefox by Marionette, its own protocol: under WebDriver BiDi nested workers were blocked in half of the starts.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needDebian } from './debian';
import { DownloadFolder } from './downloads';
import { elementKey, keyActions, patiently, scriptOf, valueOf, type Engine, type EngineOptions } from './engine';
import { freePort } from './free-port';
import { Marionette } from './marionette';

const binary = '/usr/bin/firefox-esr';

const preferences = {
  'browser.shell.checkDefaultBrowser': false,
  'browser.aboutwelcome.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.update.enabled': false,
  'toolkit.telemetry.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'browser.download.folderList': 2,
  'browser.download.always_ask_before_handling_new_types': false,
  'browser.download.alwaysOpenPanel': false,
};

export async function firefox(options: EngineOptions = {}): Promise<Engine> {
  const { isPrivate = false, refusesStorage, proxy } = options;
  needDebian(binary, ['firefox-esr']);
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'manyhands-firefox-'));
  const downloads = new DownloadFolder();
  const port = await freePort();
  const all = {
    ...preferences,
    'marionette.port': port,
    'browser.download.dir': downloads.path,
    'browser.privatebrowsing.autostart': isPrivate,
    ...(refusesStorage ? { 'network.cookie.cookieBehavior': refusesStorage === 'all' ? 2 : 1 } : {}),
    ...proxyPreferences(proxy),
  };
  const lines = Object.entries(all).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join('\n'));
  const child = spawn(binary, ['--headless', '--no-remote', '--marionette', '--profile', profile], { stdio: 'ignore' });
  const gone = new Promise((settle) => child.on('exit', settle));
  const end = async () => {
    child.kill('SIGKILL');
    await gone;
    if (options.profile === undefined) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    downloads.remove();
  };
  try {
    const marionette = await patiently(() => Marionette.to(port));
    const { capabilities } = (await marionette.send('WebDriver:NewSession', {
      capabilities: { alwaysMatch: { acceptInsecureCerts: true } },
    })) as { capabilities: { browserVersion: string } };
    await marionette.send('WebDriver:SetTimeouts', { script: 1_800_000, pageLoad: 60_000 });
    const element = async (selector: string) => {
      const found = { using: 'css selector', value: selector };
      return (await marionette.value<Record<string, string>>('WebDriver:FindElement', found))[elementKey];
    };
    return {
      name: 'Firefox',
      version: capabilities.browserVersion,
      goto: async (url) => void (await marionette.send('WebDriver:Navigate', { url })),
      // Marionette's own passes the service worker by, as a reload with Shift does; a person's does not.
      async reload() {
        const [origin, args] = ['return performance.timeOrigin', { args: [] }];
        const before = await marionette.value<number>('WebDriver:ExecuteScript', { script: origin, ...args });
        await marionette.send('WebDriver:ExecuteScript', { script: 'location.reload()', ...args });
        await patiently(async () => {
          const now = await marionette.value<number>('WebDriver:ExecuteScript', { script: origin, ...args });
          if (now === before) throw new Error('Expected another document after the reload.');
        });
      },
      async evaluate(expression) {
        const script = { script: scriptOf(expression), args: [], newSandbox: false, sandbox: null };
        return valueOf(await marionette.value<string>('WebDriver:ExecuteAsyncScript', script));
      },
      click: async (selector) =>
        void (await marionette.send('WebDriver:ElementClick', { id: await element(selector) })),
      async setFiles(selector, paths) {
        await marionette.send('WebDriver:ElementSendKeys', { id: await element(selector), text: paths.join('\n') });
      },
      windows: {
        async enter(expression) {
          const script = { script: `return ${expression}`, args: [] };
          const frame = await marionette.value<Record<string, string>>('WebDriver:ExecuteScript', script);
          await marionette.send('WebDriver:SwitchToFrame', { element: frame[elementKey] });
        },
        // Marionette's answer is the bare list.
        handles: async () => (await marionette.send('WebDriver:GetWindowHandles')) as string[],
        go: async (handle) => void (await marionette.send('WebDriver:SwitchToWindow', { handle })),
      },
      press: async (...keys) => void (await marionette.send('WebDriver:PerformActions', { actions: keyActions(keys) })),
      download: (action) => downloads.of(action),
      async screenshot() {
        return Buffer.from(await marionette.value<string>('WebDriver:TakeScreenshot', { full: false }), 'base64');
      },
      async close() {
        // What is killed may not have written yet what the next start is to find.
        if (options.profile !== undefined) await marionette.send('Marionette:Quit', { flags: ['eForceQuit'] });
        if (options.profile !== undefined) await gone;
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** All that is not on this machine goes to the proxy; what Firefox asks for on its own is switched off where it can be. */
function proxyPreferences(proxy: string | undefined): Record<string, string | number | boolean> {
  if (proxy === undefined) return {};
  const [host, port] = proxy.split(':');
  return {
    'network.proxy.type': 1,
    'network.proxy.http': host!,
    'network.proxy.http_port': Number(port),
    'network.proxy.ssl': host!,
    'network.proxy.ssl_port': Number(port),
    'network.proxy.no_proxies_on': 'localhost, 127.0.0.1',
    'network.dns.disablePrefetch': true,
  };
}
