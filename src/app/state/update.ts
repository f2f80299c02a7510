import { ask } from '../../pwa/ask';
import type { Status } from '../../pwa/messages';
import { buildHere } from './held';
import { isBusy, runState } from './run';
import { Store } from './store';

export interface UpdateState {
  /** A new version that is there whole. `changes` are those that the one in use does not have. */
  readonly next: { readonly build: string; readonly version: string; readonly changes: readonly string[] } | null;
  readonly trouble: string | null;
}

export const updateState = new Store<UpdateState>({ next: null, trouble: null });

const everyMs = 3_600_000;

let registered: ServiceWorkerRegistration | null = null;
/** The build that the person has put off. */
let putOff: string | null = null;

/** Tells of a new version once it is there whole; looks for one each hour, and when the page is looked at again. */
export function watchUpdates(registration: ServiceWorkerRegistration): void {
  registered = registration;
  const look = () => void tell(registration);
  const follow = (worker: ServiceWorker | null) => worker?.addEventListener('statechange', look);
  look();
  follow(registration.installing);
  registration.addEventListener('updatefound', () => follow(registration.installing));
  // Another tab has taken it.
  navigator.serviceWorker.addEventListener('controllerchange', look);
  // Without a network there is nothing to find.
  const find = () => void registration.update().catch(() => {});
  setInterval(find, everyMs);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && find());
}

/** The version that waits takes over, and the page comes anew. Never while a job runs, in whichever tab. */
export async function takeUpdate(): Promise<void> {
  const isRunning = () => isBusy(runState.get().phase);
  const worker = registered?.waiting;
  if (!updateState.get().next || isRunning()) return;
  if (worker) {
    const changed = new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    );
    const answer = await ask(worker, { ask: 'take' });
    if (!('taken' in answer && answer.taken)) {
      const trouble = 'A job runs in another tab. Try again when it has ended.';
      return updateState.update((state) => ({ ...state, trouble }));
    }
    await changed;
  }
  // A run that was begun meanwhile goes on with the files of its own build, which are still kept.
  if (!isRunning()) location.reload();
}

/** Puts the notice away; the version is taken when all tabs have been closed. */
export function laterUpdate(): void {
  putOff = updateState.get().next?.build ?? null;
  updateState.set({ next: null, trouble: null });
}

async function tell({ waiting, active }: ServiceWorkerRegistration): Promise<void> {
  const [next, now] = await Promise.all([statusOf(waiting), statusOf(active)]);
  const newest = next ?? now;
  // A version that did not start here is not told of again.
  if (!newest || newest.isTakenBack || [buildHere(), putOff].includes(newest.build)) return;
  const changes = next && now ? next.changes.filter((change) => !now.changes.includes(change)) : [];
  updateState.set({ next: { build: newest.build, version: newest.version, changes }, trouble: null });
}

async function statusOf(worker: ServiceWorker | null): Promise<Status | null> {
  if (!worker) return null;
  const answer = await ask(worker, { ask: 'status' });
  return 'status' in answer ? answer.status : null;
}
