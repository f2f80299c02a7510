import { expect } from 'vitest';
import type { Visit } from './visit';

/** A worker of the page, by the inspector's protocol. Playwright itself speaks to it only in JavaScript. */
export interface InspectedWorker {
  /** @returns the protocol's result, once the worker has answered. */
  send(method: string, params?: object): Promise<Answer>;
  isGone(): boolean;
}

interface Answer {
  /** Of `Runtime.evaluate`. */
  readonly result?: { readonly value?: unknown };
  /** Of `Runtime.getHeapUsage`: what lies behind buffers, in bytes. */
  readonly backingStorageSize?: number;
}

/** @param name The worker's own; of several of that name the first. */
export async function inspectedWorker(page: Visit, name = 'image worker'): Promise<InspectedWorker> {
  const session = await page.context.newCDPSession(page.page);
  const workers: { sessionId: string; title: string }[] = [];
  const gone = new Set<string>();
  const waiting = new Map<number, (result: object) => void>();
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo: { type, title } }) => {
    if (type === 'worker') workers.push({ sessionId, title });
  });
  session.on('Target.detachedFromTarget', ({ sessionId }) => gone.add(sessionId));
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message) as { id?: number; result?: object }; // The protocol's own form.
    if (id !== undefined && result) waiting.get(id)?.(result);
  });
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const victim = () => workers.find(({ title }) => title === name);
  await expect.poll(victim).toBeDefined();
  const { sessionId } = victim()!;
  let last = 0;
  return {
    async send(method, params = {}) {
      const id = ++last;
      const answer = new Promise<object>((resolve) => waiting.set(id, resolve));
      await session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) });
      return answer;
    },
    isGone: () => gone.has(sessionId),
  };
}
