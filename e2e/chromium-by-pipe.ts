import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { chromiumFlags, needChromium } from '../tools/chromium.mjs';

/** What the browser tells unasked, of the target of a session. */
export interface BrowserEvent {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly sessionId?: string;
}

export interface ChromiumByPipe {
  send<T>(method: string, params?: object, sessionId?: string): Promise<T>;
  hear(listener: (event: BrowserEvent) => void): void;
}

/** Chromium by its protocol over a pipe, until the test ends: what installs apps is offered there alone. */
export function chromiumByPipe(): ChromiumByPipe {
  const profile = mkdtempSync(join(tmpdir(), 'manyhands-profile-'));
  const args = [`--user-data-dir=${profile}`, '--headless=new', ...chromiumFlags, '--remote-debugging-pipe'];
  const child = spawn(needChromium(), [...args, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  onTestFinished(async () => {
    // By itself it ends with its children, which write into the profile; one that hangs does not get around it.
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
    to.write(`${JSON.stringify({ id: 0, method: 'Browser.close' })}\0`);
    await ended;
    clearTimeout(late);
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  });
  // Pipes, as they are asked for above.
  const to = child.stdio[3] as Writable;
  const from = child.stdio[4] as Readable;
  const waiting = new Map<number, (answer: { result?: unknown; error?: { message: string } }) => void>();
  const listeners: ((event: BrowserEvent) => void)[] = [];
  let rest = '';
  from.setEncoding('utf8').on('data', (piece: string) => {
    const messages = (rest + piece).split('\0');
    rest = messages.pop() ?? '';
    for (const message of messages) {
      const answer = JSON.parse(message);
      if ('id' in answer) waiting.get(answer.id)?.(answer);
      else for (const listener of listeners) listener(answer);
    }
  });
  let sent = 0;
  return {
    send: <T>(method: string, params: object = {}, sessionId?: string): Promise<T> =>
      new Promise<T>((resolve, reject) => {
        waiting.set(++sent, ({ result, error }) => {
          if (error) reject(new Error(`${method}: ${error.message}`));
          // As the protocol says of the method.
          else resolve(result as T);
        });
        to.write(`${JSON.stringify({ id: sent, method, params, sessionId })}\0`);
      }),
    hear: (listener) => void listeners.push(listener),
  };
}
