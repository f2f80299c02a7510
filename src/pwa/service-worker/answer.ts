import { withHeaders } from '../headers';
import { fromParts, keyOfPart } from './parts';
import { fromShell, keyOf } from './shell';
import { ourCaches, pathOf, urlOf } from './site';

/** @returns what the page gets; null leaves the request to the browser. */
export function answerTo(event: FetchEvent): Promise<Response> | null {
  const { request } = event;
  const path = pathOf(request.url);
  if (path === null || request.method !== 'GET') return null;
  if (request.mode === 'navigate') return documentAt(event, path);
  const url = urlOf(path);
  if (keyOf(url) !== undefined) return fromShell(event, url);
  if (keyOfPart(url) !== undefined) return fromParts(event, url);
  return kept(request).then((found) => found ?? fetch(request).then(withHeaders));
}

function documentAt(event: FetchEvent, path: string): Promise<Response> {
  const url = urlOf(path === '' ? 'index.html' : path);
  if (keyOf(url) !== undefined) return fromShell(event, url);
  if (keyOfPart(url) !== undefined) return fromParts(event, url);
  return fetch(event.request).then(withHeaders);
}

/** A file of another build, which a page of that build asks for. */
async function kept(request: Request): Promise<Response | undefined> {
  for (const cacheName of await ourCaches()) {
    const found = await caches.match(request, { cacheName });
    if (found) return found;
  }
  return undefined;
}
