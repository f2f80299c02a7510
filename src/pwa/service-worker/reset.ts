import { cacheNames, urlOf } from './site';
import { noteCurrent } from './trial';

declare const self: ServiceWorkerGlobalScope;

/** Until this worker is stopped; what stands in the notes tells the next start of it. */
let isTold = false;
/** Seen since this worker was started: only a reset takes it away, and that is told. */
let isNoteThere = false;

/** Everything is gone, or about to be: nothing is kept any more. */
export function keepNoMore(): void {
  isTold = true;
}

/**
 * Whether everything was taken away, and this worker only goes on for the pages that were open then: it keeps nothing for
 * them, or it would all be there again. A worker writes a note when it takes over, and a reset takes that away too.
 */
export async function isReset(): Promise<boolean> {
  if (isTold) return true;
  isNoteThere ||= await hasNote();
  return !isNoteThere && self.registration.active?.state === 'activated';
}

/** Called when a page is opened, which a worker that was unregistered is not asked for: somebody else has emptied the caches. */
export async function keepAgain(): Promise<void> {
  // Where there is no room for it, nothing is kept either.
  if (!isTold && (await isReset())) await noteCurrent().catch(() => undefined);
}

async function hasNote(): Promise<boolean> {
  if (!(await caches.has(cacheNames.notes))) return false;
  return (await caches.match(urlOf('current'), { cacheName: cacheNames.notes })) !== undefined;
}
