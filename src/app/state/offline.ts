import { ask } from '../../pwa/ask';
import type { Progress, Status } from '../../pwa/messages';
import { wantsOffline } from '../../pwa/offline-setting';
import { register } from '../../pwa/register';
import { buildHere, holdLocks } from './held';
import { isBusy, runState } from './run';
import { Store } from './store';

export interface OfflineState {
  /** What the service worker says that there is and is kept; null while there is none. */
  readonly status: Status | null;
  /** While files are being fetched. */
  readonly progress: Progress | null;
  readonly trouble: string | null;
}

export const offlineState = new Store<OfflineState>({ status: null, progress: null, trouble: null });

/** The first pictures are what a visit is for: nothing is fetched before them. */
const quietMs = 2000;
/** Drawn, or it never will be. */
const drawnMs = 300;

let worker: ServiceWorker | null = null;

/** Keeps the site on this machine once the page is drawn and nothing runs. */
export async function keepForOffline(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  holdLocks();
  await tellStarted();
  await new Promise((resolve) => setTimeout(resolve, quietMs));
  await nothingRuns();
  const registration = wantsOffline() ? await register() : await registrationThere();
  worker = registration?.active ?? null;
  if (registration) (await import('./update')).watchUpdates(registration);
  const status = await readStatus();
  if (status && wantsOffline() && !status.base.isKept) await keep('base');
}

/** Fetches the optional parts too, so that all of the site works without a network. */
export function keepEverything(): Promise<void> {
  return keep('everything');
}

async function keep(what: 'base' | 'everything'): Promise<void> {
  if (!worker || offlineState.get().progress) return;
  let trouble: string | null = null;
  offlineState.update((state) => ({ ...state, progress: { bytes: 0, ofBytes: 0 }, trouble }));
  try {
    await ask(worker, { ask: 'keep', what }, (progress) => offlineState.update((state) => ({ ...state, progress })));
  } catch {
    trouble = 'Not all files could be fetched. It is tried again at the next visit.';
  }
  await readStatus();
  offlineState.update((state) => ({ ...state, progress: null, trouble }));
}

/** A build whose page was given out twice and never told is taken back for the one before it. */
async function tellStarted(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, drawnMs));
  const { controller } = navigator.serviceWorker;
  const build = buildHere();
  if (controller && build && document.querySelector('main')) await ask(controller, { ask: 'started', build });
}

async function readStatus(): Promise<Status | null> {
  if (!worker) return null;
  const answer = await ask(worker, { ask: 'status' });
  if (!('status' in answer)) return null;
  offlineState.update((state) => ({ ...state, status: answer.status }));
  return answer.status;
}

async function registrationThere(): Promise<ServiceWorkerRegistration | undefined> {
  try {
    return await navigator.serviceWorker.getRegistration();
  } catch {
    // Refused, as in frames of other sites.
    return undefined;
  }
}

function nothingRuns(): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (isBusy(runState.get().phase)) return false;
      resolve();
      return true;
    };
    if (look()) return;
    const off = runState.subscribe(() => look() && off());
  });
}
