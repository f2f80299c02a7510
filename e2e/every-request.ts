import type { ChromiumByPipe } from './chromium-by-pipe';

/** A page, a worker of any depth, or the service worker, whose requests are told. */
export interface Watched {
  readonly sessionId: string;
  /** `page`, `worker`, `service_worker` … */
  readonly type: string;
  /** A worker's script, a page's first address. */
  readonly url: string;
}

export interface Requests {
  /** All targets so far, those that have ended too. */
  readonly targets: readonly Watched[];
  /** Every address asked for so far, by whom. What a policy stopped did not leave, and is told by the policy's reports. */
  readonly asked: readonly { readonly by: Watched; readonly url: string }[];
}

interface Attached {
  readonly sessionId: string;
  readonly waitingForDebugger: boolean;
  readonly targetInfo: { readonly type: string; readonly url: string };
}

/**
 * Tells of every request of every target of the browser, from its first: a target waits when it starts until it is watched,
 * and so do those that it starts itself.
 */
export async function everyRequest({ send, hear }: ChromiumByPipe): Promise<Requests> {
  const targets: Watched[] = [];
  const asked: { by: Watched; url: string }[] = [];
  const ofSession = new Map<string, Watched>();
  const follow = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true };

  async function watch({ sessionId, targetInfo, waitingForDebugger }: Attached): Promise<void> {
    const target = { sessionId, type: targetInfo.type, url: targetInfo.url };
    // A target may end at any time; what is asked of it then fails.
    const ask = (method: string, params?: object) => send(method, params, sessionId).catch(() => {});
    // The browser's own surfaces are pages too.
    const watched = !target.url.startsWith('chrome:');
    if (watched) {
      targets.push(target);
      ofSession.set(sessionId, target);
    }
    await Promise.all([
      ...(watched ? [ask('Network.enable'), ask('Target.setAutoAttach', follow)] : []),
      ...(waitingForDebugger ? [ask('Runtime.runIfWaitingForDebugger')] : []),
    ]);
  }

  hear(({ method, params, sessionId }) => {
    if (method === 'Target.attachedToTarget') void watch(params as unknown as Attached); // As the protocol says.
    const by = ofSession.get(sessionId ?? '');
    const url = addressIn(method, params);
    if (by && url !== null) asked.push({ by, url });
  });
  await send('Target.setAutoAttach', follow);
  return { targets, asked };
}

/** The events by which each way out of a target is told. */
function addressIn(method: string, params: Readonly<Record<string, unknown>>): string | null {
  switch (method) {
    case 'Network.requestWillBeSent':
      return (params['request'] as { url: string }).url;
    case 'Network.webSocketCreated':
    case 'Network.webTransportCreated':
      return params['url'] as string;
    default:
      return null;
  }
}
