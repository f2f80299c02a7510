import { isJobRunning } from './messages';

/** Whether the address asks for a beginning from nothing: `?reset`. */
export function wantsReset(): boolean {
  return new URLSearchParams(location.search).has('reset');
}

/** Takes away everything that this site has put on the machine, and says so in `place`. Nothing else starts. */
export async function reset(place: HTMLElement): Promise<void> {
  tell(place, await forget());
}

/** @returns what there is to say. */
async function forget(): Promise<string> {
  if (await isJobRunning())
    return 'A job runs in another tab, so nothing was taken away. Close that tab, then reload this one.';
  if (!(await isHostThere()))
    return 'The host does not answer, and without what is kept here there would be no page. Nothing was taken away.';
  // Each by itself: what is refused, or in use by another tab, must not keep the others.
  const ended = await Promise.allSettled([unregister(), clearCaches(), clearStores()]);
  for (const storage of ['localStorage', 'sessionStorage'] as const) clearKeys(storage);
  if (ended.some(({ status }) => status === 'rejected'))
    return 'Not everything could be taken away. Close the other tabs of this page, then reload this one.';
  return 'Everything that this page kept in this browser is gone: its own files, the recipe, the settings, and outputs of former visits.';
}

function tell(place: HTMLElement, what: string): void {
  const words = document.createElement('p');
  words.textContent = what;
  const link = document.createElement('a');
  const clean = new URL(location.href);
  clean.searchParams.delete('reset');
  link.href = clean.href;
  link.textContent = 'Open Many Hands';
  const said = document.createElement('main');
  said.className = 'reset';
  said.append(words, link);
  place.replaceChildren(said);
}

/** By the one file that is never kept. */
async function isHostThere(): Promise<boolean> {
  const response = await fetch(new URL('sw.js', document.baseURI), { cache: 'no-store' }).catch(() => null);
  return response?.ok === true;
}

async function unregister(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  await (await navigator.serviceWorker.getRegistration())?.unregister();
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
