import { register } from './register';

const key = 'manyhands.isolating';

/** Whether the page is isolated; it is asked at the start, and ends what a reload began. */
export function isIsolated(): boolean {
  if (!globalThis.crossOriginIsolated) return false;
  forgetTry();
  return true;
}

/**
 * On a host that sends no headers, lets the service worker add them, which takes one reload.
 * @returns `reloading`: the page is about to go; `as-it-is`: it stays what it is.
 */
export async function becomeIsolated(): Promise<'reloading' | 'as-it-is'> {
  // In a frame it is the outer page that decides; without a secure context there are no service workers.
  if (window.parent !== window || !('serviceWorker' in navigator) || hasTried()) return 'as-it-is';
  // Before the reload, so that whatever goes wrong there is no second one.
  if (!noteTry() && wasReloaded()) return 'as-it-is';
  if ((await register()) === null) return 'as-it-is';
  neverComeBack();
  location.reload();
  return 'reloading';
}

/**
 * The document that is left belongs to the same entry of the history as the one that comes, and Chromium 156 takes it out
 * of its back/forward cache at the next reload by hand: empty and not isolated.
 */
function neverComeBack(): void {
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
}

function hasTried(): boolean {
  try {
    return sessionStorage.getItem(key) !== null;
  } catch {
    return false; // Nothing can be noted either.
  }
}

/** @returns whether the next document will know: storage may be refused, or take nothing. */
function noteTry(): boolean {
  try {
    sessionStorage.setItem(key, '1');
    return sessionStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

function forgetTry(): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Refused: then nothing was noted.
  }
}

/** Where nothing can be noted, a page that was loaded by a reload counts as one that has tried. */
function wasReloaded(): boolean {
  const [entry] = performance.getEntriesByType('navigation');
  return (entry as PerformanceNavigationTiming | undefined)?.type === 'reload'; // As its name says.
}
