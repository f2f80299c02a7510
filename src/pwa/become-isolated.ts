import { register } from './register';

const key = 'manyhands.isolating';

/** Whether the page is isolated; it is asked at the start, and ends what a reload began. */
export function isIsolated(): boolean {
  if (!globalThis.crossOriginIsolated) return false;
  mark(false);
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
  mark(true);
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

/** Where storage is refused, a page that was loaded by a reload counts as one that has tried. */
function hasTried(): boolean {
  try {
    return sessionStorage.getItem(key) !== null;
  } catch {
    const [entry] = performance.getEntriesByType('navigation');
    return (entry as PerformanceNavigationTiming | undefined)?.type === 'reload'; // As its name says.
  }
}

function mark(tries: boolean): void {
  try {
    if (tries) sessionStorage.setItem(key, '1');
    else sessionStorage.removeItem(key);
  } catch {
    // The kind of the navigation is looked at instead.
  }
}
