import { withHeaders } from '../headers';
import { isJobRunning } from '../messages';
import { fromParts, keyOfPart } from './parts';
import { fromShell, keyOf } from './shell';
import { share } from './share';
import { ourCaches, pathOf, urlOf } from './site';
import { formerDocument } from './trial';

declare const self: ServiceWorkerGlobalScope;

/** After `?reset`, until this worker ends with its last page: nothing is kept any more. */
let isGone = false;

/** @returns what the page gets; null leaves the request to the browser. */
export function answerTo(event: FetchEvent): Promise<Response> | null {
  const { request } = event;
  const path = pathOf(request.url);
  if (path === null) return null;
  if (path === 'share' && request.method === 'POST') return share(request);
  if (request.method !== 'GET') return null;
  if (isGone) return network(request, path);
  if (request.mode === 'navigate') return documentAt(event, path);
  const url = urlOf(path);
  if (keyOf(url) !== undefined) return fromShell(event, url);
  if (keyOfPart(url) !== undefined) return fromParts(event, url);
  return kept(request).then((found) => found ?? network(request, path));
}

async function documentAt(event: FetchEvent, path: string): Promise<Response> {
  const url = urlOf(path === '' ? 'index.html' : path);
  const isPage = path === '' || path === 'index.html';
  const other =
    isPage && ((new URL(event.request.url).searchParams.has('reset') && (await anew())) || (await formerDocument()));
  if (other) return other;
  if (keyOf(url) !== undefined) return fromShell(event, url);
  if (keyOfPart(url) !== undefined) return fromParts(event, url);
  return network(event.request, path);
}

/**
 * The page as the host has it now, once nothing is kept any more: it works where what was kept is broken. The page goes on
 * with the rest (`reset.ts`). Null where nothing may be taken away: a job runs, or the host does not answer.
 */
async function anew(): Promise<Response | null> {
  if (await isJobRunning()) return null;
  const request = new Request(urlOf('index.html'), { cache: 'reload' });
  const response = await network(request, 'index.html').catch(() => null);
  if (!response?.ok) return null;
  isGone = true;
  for (const name of await ourCaches()) await caches.delete(name);
  await self.registration.unregister();
  return response;
}

async function network(request: Request, path: string): Promise<Response> {
  return withHeaders(await fetch(request), path);
}

/** A file of another build, which a page of that build asks for. */
async function kept(request: Request): Promise<Response | undefined> {
  for (const cacheName of await ourCaches()) {
    const found = await caches.match(request, { cacheName });
    if (found) return found;
  }
  return undefined;
}
