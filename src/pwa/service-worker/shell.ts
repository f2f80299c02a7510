import { PrecacheController } from 'workbox-precaching/PrecacheController.js';
import type { BuiltFile } from '../built';
import type { Progress } from '../messages';
import { keptWithHeaders } from './kept-with-headers';
import { built, cacheNames, urlOf } from './site';

/**
 * What every visit needs, kept whole under the hashes of the build. An update fetches only what changed: what is there
 * already stands under the same name.
 */
const controller = new PrecacheController({
  cacheName: cacheNames.shell,
  plugins: [keptWithHeaders],
});
controller.addToCacheList([...built.base]);

const integrities = new Map(built.base.map(({ url, integrity }) => [urlOf(url), integrity]));

/** The name that a file of this build is kept under; undefined for what is no part of the shell. */
export const keyOf = (url: string): string | undefined => controller.getCacheKeyForURL(url);

export const shellKeys = (): string[] => [...controller.getURLsToCacheKeys().values()];

/** The file from the cache; from the network, and kept from then on, where it is not there yet. */
export function fromShell(event: ExtendableEvent, url: string): Promise<Response> {
  return asked(event, url)[0].catch(() => asked(event, url, 'reload')[0]);
}

/** Fetches what is missing, one file after another. @throws where the host does not give what was built. */
export async function keepShell(event: ExtendableEvent, progress: (told: Progress) => void = () => {}): Promise<void> {
  const ofBytes = sum(built.base);
  let bytes = 0;
  for (const file of built.base) {
    const url = urlOf(file.url);
    await Promise.all(asked(event, url)).catch(() => Promise.all(asked(event, url, 'reload')));
    progress({ bytes: (bytes += file.bytes), ofBytes });
  }
  if (!(await isShellKept())) throw new Error('Expected every file of the site to be kept, some were not.');
}

export async function isShellKept(): Promise<boolean> {
  if (!(await caches.has(cacheNames.shell))) return false;
  const cache = await caches.open(cacheNames.shell);
  const there = new Set((await cache.keys()).map(({ url }) => url));
  return shellKeys().every((key) => there.has(key));
}

export function sum(files: readonly BuiltFile[]): number {
  return files.reduce((total, { bytes }) => total + bytes, 0);
}

/**
 * @param cache `reload` where the browser's own cache may hold a file of that name that is not what was built: it would for
 *   ever, as a name with a hash is not asked for again.
 * @returns the response, and when it is kept.
 */
function asked(event: ExtendableEvent, url: string, cache?: RequestCache): [Promise<Response>, Promise<void>] {
  const cacheKey = keyOf(url);
  const integrity = integrities.get(url);
  if (cacheKey === undefined || integrity === undefined)
    throw new Error(`Expected a file of the shell, received ${url}.`);
  // A name with a hash may come from the browser's own cache; index.html may not.
  const request = new Request(url, {
    integrity,
    credentials: 'same-origin',
    cache: cache ?? (cacheKey === url ? 'default' : 'reload'),
  });
  return controller.strategy.handleAll({ event, request, params: { cacheKey, integrity } });
}
