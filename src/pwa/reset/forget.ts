import { ask } from '../ask';
import { isJobRunning } from '../messages';

/** A service worker that is broken does not answer. */
const patienceMs = 2000;

interface Forgotten {
  /** Whether nothing is left to take away. */
  readonly isDone: boolean;
  /** What there is to say. */
  readonly words: string;
}

/** Takes away everything that this site has put on the machine. */
export async function forget(): Promise<Forgotten> {
  const not = (words: string) => ({ isDone: false, words });
  if (await isJobRunning())
    return not('A job runs in another tab, so nothing was taken away. Close that tab, then try again.');
  if (!(await isHostThere()))
    return not(
      'The host does not answer, and without what is kept here there would be no page. Nothing was taken away.',
    );
  // Each by itself: what is refused, or in use by another tab, must not keep the others.
  const ended = await Promise.allSettled([unregister().then(clearCaches, clearCaches), clearStores()]);
  for (const storage of ['localStorage', 'sessionStorage'] as const) clearKeys(storage);
  if (ended.some(({ status }) => status === 'rejected'))
    return not('Not everything could be taken away. Close the other tabs of Many Hands, then try again.');
  return { isDone: true, words: 'Everything that Many Hands kept in this browser is gone.' };
}

/** By the one file that is never kept. */
async function isHostThere(): Promise<boolean> {
  const response = await fetch(new URL('sw.js', document.baseURI), { cache: 'no-store' }).catch(() => null);
  return response?.ok === true;
}

/** The worker is told, since it goes on for the tabs that are open, and would keep files again. */
async function unregister(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.getRegistration();
  if (registration?.active)
    await Promise.race([
      ask(registration.active, { ask: 'forget' }).catch(() => undefined),
      new Promise((go) => setTimeout(go, patienceMs)),
    ]);
  await registration?.unregister();
}

/** Sites of one origin share its caches: ours are named by our folder. */
async function clearCaches(): Promise<void> {
  if (!('caches' in globalThis)) return;
  const ours = `manyhands ${new URL('.', document.baseURI).pathname} `;
  for (const name of await caches.keys()) if (name.startsWith(ours)) await caches.delete(name);
}

/** Outputs of visits. @throws where one is in use. */
async function clearStores(): Promise<void> {
  if (!navigator.storage?.getDirectory) return;
  const folder = await navigator.storage.getDirectory();
  const names: string[] = [];
  for await (const name of folder.keys()) if (name.startsWith('manyhands-')) names.push(name);
  await Promise.all(names.map((name) => folder.removeEntry(name, { recursive: true })));
}

function clearKeys(kind: 'localStorage' | 'sessionStorage'): void {
  try {
    const storage = window[kind];
    for (const key of Object.keys(storage)) if (key.startsWith('manyhands.')) storage.removeItem(key);
  } catch {
    // Refused: then it holds nothing of ours.
  }
}
