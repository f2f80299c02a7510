import { keepPart, keysByPart, partKeys } from './parts';
import { keyOf, shellKeys } from './shell';
import { built, cacheNames, cachesOfBuilds, urlOf } from './site';
import { pageLock } from '../messages';

/** A build, and the names that its page and the files of its optional parts are kept under. */
interface Known {
  readonly build: string;
  readonly document: string;
  /** Missing in what was written before parts stood here. */
  readonly parts?: Readonly<Record<string, readonly string[]>>;
}

/** A build that has taken over and of which no page has told yet that it started. */
interface Trial {
  readonly build: string;
  readonly former: Known;
  readonly starts: number;
}

/** A page may be closed before it is drawn; a build that is broken does not start the second time either. */
const mostStarts = 2;

/** Called when this build takes over. What the former one needs stays until this one has started. */
export async function beginTrial(): Promise<void> {
  const former = await read<Known>('current');
  if (former && former.build !== built.build) await write('trial', { build: built.build, former, starts: 0 });
  await noteCurrent();
}

/** Writes that this build is the one in use, and what it is kept under. */
export async function noteCurrent(): Promise<void> {
  const document = keyOf(urlOf('index.html'));
  if (document === undefined) throw new Error('Expected index.html among the files of the site.');
  await write('current', { build: built.build, document, parts: keysByPart() });
}

/**
 * Fetches, for this build, the optional parts that are kept of the one in use: what works without a network goes on doing so.
 * @throws where the host does not give what was built.
 */
export async function keepPartsInUse(event: ExtendableEvent): Promise<void> {
  const current = await read<Known>('current');
  if (current) await keepPartsOf(event, current);
}

async function keepPartsOf(event: ExtendableEvent, { parts = {} }: Known): Promise<void> {
  for (const [id, keys] of Object.entries(parts)) {
    const found = await Promise.all(keys.map((key) => keptOfBuilds(key)));
    if (found.every((response) => response !== null)) await keepPart(event, id);
  }
}

/** @returns the former build's page, where this build's has been given out in vain. */
export async function formerDocument(): Promise<Response | null> {
  const trial = await read<Trial>('trial');
  if (trial?.build !== built.build) return null;
  if (trial.starts >= mostStarts) return keptOfBuilds(trial.former.document);
  await write('trial', { ...trial, starts: trial.starts + 1 });
  return null;
}

/** Whether the former build is given out in place of this one. */
export async function isTakenBack(): Promise<boolean> {
  const trial = await read<Trial>('trial');
  return trial?.build === built.build && trial.starts >= mostStarts;
}

/** A page of a build has started. Once it is this build's, files of others go, unless a page of another is open. */
export async function endTrial(event: ExtendableEvent, build: string): Promise<void> {
  if (build !== built.build) return;
  const trial = await read<Trial>('trial');
  if (trial) await write('owed', trial.former);
  await remove('trial');
  const isWhole = await keepOwed(event);
  if (!isWhole || (await isAnotherOpen())) return;
  for (const name of await cachesOfBuilds()) {
    if (name === cacheNames.shell) await keepOnly(name, shellKeys());
    else if (name === cacheNames.parts) await keepOnly(name, partKeys());
    else await caches.delete(name);
  }
}

/**
 * Fetches the parts that were first used while this build waited. What is kept of them for the former build says which they
 * are, so it stays as long as the host does not give them: the next start of a page asks again.
 * @returns whether nothing is owed any more.
 */
async function keepOwed(event: ExtendableEvent): Promise<boolean> {
  const owed = await read<Known>('owed');
  if (!owed) return true;
  try {
    await keepPartsOf(event, owed);
  } catch {
    // No network, or a host that is being changed. This build runs; nobody waits for these files now.
    return false;
  }
  await remove('owed');
  return true;
}

async function isAnotherOpen(): Promise<boolean> {
  // Nobody knows.
  if (!('locks' in navigator)) return true;
  const { held = [] } = await navigator.locks.query();
  const mine = pageLock(built.build);
  return held.some(({ name = '' }) => name.startsWith(pageLock('')) && name !== mine);
}

async function keepOnly(cacheName: string, keys: readonly string[]): Promise<void> {
  const cache = await caches.open(cacheName);
  const wanted = new Set(keys);
  for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
}

/** A file of this build or of another, of which a page is open. */
export async function keptOfBuilds(asked: RequestInfo): Promise<Response | null> {
  for (const cacheName of await cachesOfBuilds()) {
    const found = await caches.match(asked, { cacheName });
    if (found) return found;
  }
  return null;
}

async function read<T>(name: string): Promise<T | null> {
  if (!(await caches.has(cacheNames.notes))) return null;
  const notes = await caches.open(cacheNames.notes);
  const found = await notes.match(urlOf(name));
  return found ? ((await found.json()) as T) : null; // Written by the function below alone.
}

async function remove(name: string): Promise<void> {
  const notes = await caches.open(cacheNames.notes);
  await notes.delete(urlOf(name));
}

async function write(name: string, value: Known | Trial): Promise<void> {
  const notes = await caches.open(cacheNames.notes);
  await notes.put(urlOf(name), Response.json(value));
}
