import { withHeaders } from '../headers';
import { fromParts, keyOfPart } from './parts';
import { isReset, keepAgain } from './reset';
import { fromShell, keyOf } from './shell';
import { share } from './share';
import { pathOf, urlOf } from './site';
import { formerDocument, keptOfBuilds } from './trial';

/** @returns what the page gets; null leaves the request to the browser. */
export function answerTo(event: FetchEvent): Promise<Response> | null {
  const { request } = event;
  const path = pathOf(request.url);
  if (path === null) return null;
  if (path === 'share' && request.method === 'POST') return share(request);
  if (request.method !== 'GET') return null;
  return answer(event, path);
}

async function answer(event: FetchEvent, path: string): Promise<Response> {
  const { request } = event;
  const isPage = request.mode === 'navigate';
  if (isPage) await keepAgain();
  if (await isReset()) return network(request, path);
  if (isPage) return documentAt(event, path);
  const url = urlOf(path);
  if (keyOf(url) !== undefined) return fromShell(event, url);
  if (keyOfPart(url) !== undefined) return fromParts(event, url);
  return keptOfBuilds(request).then((found) => found ?? network(request, path));
}

async function documentAt(event: FetchEvent, path: string): Promise<Response> {
  const url = urlOf(path === '' ? 'index.html' : path);
  const isPage = path === '' || path === 'index.html';
  // A link of any site can lead there: that page asks before it takes anything away.
  if (isPage && new URL(event.request.url).searchParams.has('reset'))
    return Response.redirect(urlOf('reset.html'), 302);
  if (path === 'reset.html') return (await anew(url, path)) ?? fromShell(event, url);
  const former = isPage ? await formerDocument() : null;
  if (former) return former;
  if (keyOf(url) !== undefined) return fromShell(event, url);
  if (keyOfPart(url) !== undefined) return fromParts(event, url);
  return network(event.request, path);
}

/** As the host has it now, which works where what is kept is broken; null where the host does not answer. */
async function anew(url: string, path: string): Promise<Response | null> {
  const response = await network(new Request(url, { cache: 'reload' }), path).catch(() => null);
  return response?.ok ? response : null;
}

async function network(request: Request, path: string): Promise<Response> {
  return withHeaders(await fetch(request), path);
}
