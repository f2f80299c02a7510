import { withHeaders } from '../headers';
import { fromParts, keyOfPart } from './parts';
import { fromShell, keyOf } from './shell';
import { share } from './share';
import { ourCaches, pathOf, urlOf } from './site';

/** @returns what the page gets; null leaves the request to the browser. */
export function answerTo(event: FetchEvent): Promise<Response> | null {
  const { request } = event;
  const path = pathOf(request.url);
  if (path === null) return null;
  if (path === 'share' && request.method === 'POST') return share(request);
  if (request.method !== 'GET') return null;
  if (request.mode === 'navigate') return documentAt(event, path);
  const url = urlOf(path);
  if (keyOf(url) !== undefined) return fromShell(event, url);
  if (keyOfPart(url) !== undefined) return fromParts(event, url);
  return kept(request).then((found) => found ?? network(request, path));
}

function documentAt(event: FetchEvent, path: string): Promise<Response> {
  const url = urlOf(path === '' ? 'index.html' : path);
  if (keyOf(url) !== undefined) return fromShell(event, url);
  if (keyOfPart(url) !== undefined) return fromParts(event, url);
  return network(event.request, path);
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
