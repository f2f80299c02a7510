import { CacheFirst } from 'workbox-strategies/CacheFirst.js';
import type { BuiltFile, BuiltPart } from '../built';
import type { Progress } from '../messages';
import { keptWithHeaders } from './kept-with-headers';
import { sum } from './shell';
import { built, cacheNames, urlOf } from './site';

/** Kept when first used. */
const strategy = new CacheFirst({
  cacheName: cacheNames.parts,
  plugins: [keptWithHeaders, { cacheKeyWillBeUsed: async ({ request }) => keyOfPart(request.url) ?? request.url }],
});

const files = new Map(built.parts.flatMap((part) => part.files.map((file) => [urlOf(file.url), file] as const)));

/** The name that a part's file is kept under; undefined for what is no part. */
export function keyOfPart(url: string): string | undefined {
  const file = files.get(url);
  return file && keyOfFile(file);
}

export const partKeys = (): string[] => [...files.values()].map(keyOfFile);

/** The names that the files of each part are kept under, by the part's `id`. */
export function keysByPart(): Record<string, string[]> {
  return Object.fromEntries(built.parts.map((part) => [part.id, part.files.map(keyOfFile)]));
}

export function fromParts(event: ExtendableEvent, url: string): Promise<Response> {
  return asked(event, url)[0].catch(() => asked(event, url, 'reload')[0]);
}

/** Fetches the parts that are missing, one file after another. */
export async function keepParts(event: ExtendableEvent, progress: (told: Progress) => void): Promise<void> {
  const all = [...files];
  const ofBytes = sum(all.map(([, file]) => file));
  let bytes = 0;
  for (const [url, file] of all) {
    await keepFile(event, url);
    progress({ bytes: (bytes += file.bytes), ofBytes });
  }
}

/** Fetches what is missing of one part; a build that has no such part any more has nothing to fetch. */
export async function keepPart(event: ExtendableEvent, id: string): Promise<void> {
  for (const { url } of built.parts.find((part) => part.id === id)?.files ?? []) await keepFile(event, urlOf(url));
}

async function keepFile(event: ExtendableEvent, url: string): Promise<void> {
  await Promise.all(asked(event, url)).catch(() => Promise.all(asked(event, url, 'reload')));
}

export async function isPartKept(part: BuiltPart): Promise<boolean> {
  if (!(await caches.has(cacheNames.parts))) return false;
  const cache = await caches.open(cacheNames.parts);
  const found = await Promise.all(part.files.map((file) => cache.match(keyOfFile(file))));
  return found.every((response) => response !== undefined);
}

/** @param cache As of the shell's files. */
function asked(event: ExtendableEvent, url: string, cache?: RequestCache): [Promise<Response>, Promise<void>] {
  const { integrity = '', revision = null } = files.get(url) ?? {};
  const request = new Request(url, {
    integrity,
    credentials: 'same-origin',
    cache: cache ?? (revision === null ? 'default' : 'reload'),
  });
  return strategy.handleAll({ event, request });
}

function keyOfFile({ url, revision }: BuiltFile): string {
  return revision === null ? urlOf(url) : `${urlOf(url)}?revision=${revision}`;
}
