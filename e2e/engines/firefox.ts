// Firefox by Marionette, its own protocol: under WebDriver BiDi nested workers were blocked in half of the starts.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needDebian } from './debian';
import { patiently, scriptOf, valueOf, type Engine } from './engine';

const binary = '/usr/bin/firefox-esr';

const preferences = {
  'browser.shell.checkDefaultBrowser': false,
  'browser.aboutwelcome.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.update.enabled': false,
  'toolkit.telemetry.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
};

export async function firefox(): Promise<Engine> {
  needDebian(binary, ['firefox-esr']);
  const profile = mkdtempSync(join(tmpdir(), 'manyhands-firefox-'));
  const port = await freePort();
  const lines = Object.entries({ ...preferences, 'marionette.port': port }).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join('\n'));
  const child = spawn(binary, ['--headless', '--no-remote', '--marionette', '--profile', profile], { stdio: 'ignore' });
  const gone = new Promise((settle) => child.on('exit', settle));
  const end = async () => {
    child.kill('SIGKILL');
    await gone;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const marionette = new Marionette(await patiently(() => connected(port)));
    await marionette.send('WebDriver:NewSession', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
    await marionette.send('WebDriver:SetTimeouts', { script: 1_800_000, pageLoad: 60_000 });
    return {
      name: 'Firefox',
      goto: async (url) => void (await marionette.send('WebDriver:Navigate', { url })),
      async evaluate(expression) {
        const script = { script: scriptOf(expression), args: [], newSandbox: false, sandbox: null };
        const { value } = (await marionette.send('WebDriver:ExecuteAsyncScript', script)) as { value: string };
        return valueOf(value);
      },
      close: end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Messages `length:[type, id, error or command, result or parameters]`, as JSON. */
class Marionette {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  #read = Buffer.alloc(0);
  #sent = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (bytes) => {
      this.#read = Buffer.concat([this.#read, bytes]);
      while (this.#take());
    });
    socket.on('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('Firefox ended.'));
    });
  }

  send(command: string, parameters: object): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = ++this.#sent;
      this.#waiting.set(id, { resolve, reject });
      const message = Buffer.from(JSON.stringify([0, id, command, parameters]));
      this.#socket.write(`${message.length}:`);
      this.#socket.write(message);
    });
  }

  /** @returns whether there was a whole message. */
  #take(): boolean {
    const colon = this.#read.indexOf(':');
    if (colon < 0) return false;
    const end = colon + 1 + Number(this.#read.subarray(0, colon));
    if (this.#read.length < end) return false;
    const message: unknown = JSON.parse(this.#read.subarray(colon + 1, end).toString());
    this.#read = this.#read.subarray(end);
    if (!Array.isArray(message)) return true;
    const [, id, error, result] = message as [number, number, { error: string; message: string } | null, unknown];
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(`${error.error}: ${error.message}`));
    else waiting?.resolve(result);
    return true;
  }
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.on('error', reject);
  });
}

export async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
