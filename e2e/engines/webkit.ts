// WebKitGTK by its WebDriver, on a screen of Xvfb. It stands in for Safari, which was not tried.
import { spawn, type ChildProcess } from 'node:child_process';
import { needDebian } from './debian';
import { patiently, scriptOf, valueOf, type Engine } from './engine';
import { freePort } from './firefox';

const driver = '/usr/bin/WebKitWebDriver';
const browser = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';

const environment = {
  GDK_BACKEND: 'x11',
  WEBKIT_DISABLE_COMPOSITING_MODE: '1',
  WEBKIT_DISABLE_DMABUF_RENDERER: '1',
  LIBGL_ALWAYS_SOFTWARE: '1',
  NO_AT_BRIDGE: '1',
  // Without it this build has no shared memory, isolated or not.
  JSC_useSharedArrayBuffer: '1',
};

export async function webkit(): Promise<Engine> {
  needDebian(driver, ['webkit2gtk-driver']);
  needDebian('/usr/bin/Xvfb', ['xvfb']);
  const { screen, display } = await virtualScreen();
  const port = await freePort();
  const env = { ...process.env, ...environment, DISPLAY: display };
  const child = spawn(driver, [`--port=${port}`, '--host=127.0.0.1'], { env, stdio: 'ignore' });
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const { value } = (await response.json()) as { value: { error?: string; message?: string } | null };
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  const end = async () => {
    child.kill();
    screen.kill();
  };
  try {
    const wanted = {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
    };
    const capabilities = { capabilities: { alwaysMatch: wanted } };
    const { sessionId } = (await patiently(() => call('POST', '/session', capabilities), 20)) as { sessionId: string };
    const session = `/session/${sessionId}`;
    await call('POST', `${session}/timeouts`, { script: 1_800_000, pageLoad: 60_000 });
    return {
      name: 'WebKit',
      goto: async (url) => void (await call('POST', `${session}/url`, { url })),
      async evaluate(expression) {
        const script = { script: scriptOf(expression), args: [] };
        return valueOf((await call('POST', `${session}/execute/async`, script)) as string);
      },
      async close() {
        await call('DELETE', session).catch(() => {});
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
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
