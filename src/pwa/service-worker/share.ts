import { cacheNames, urlOf } from './site';

/** A page that takes what was shared does so when it starts; what still lies there later, nobody has come for. */
const keptMs = 600_000;

/**
 * What is shared with the site is put aside, and the page comes for it by a name that nobody can guess. No host sees it. A
 * form of any site can post here, and a service worker is not told which did: the page asks (`launch.ts`).
 */
export async function share(request: Request): Promise<Response> {
  const name = `${Date.now()}-${crypto.randomUUID()}`;
  try {
    const files = (await request.formData()).getAll('images').filter((value) => value instanceof File);
    const cache = await caches.open(cacheNames.shared);
    await clearStale();
    for (const [at, file] of files.entries()) {
      const headers = { 'X-File-Type': file.type, 'X-File-Name': encodeURIComponent(file.name) };
      // In the order in which they came, which is that of a cache's keys.
      // As bytes of no type: what another site has sent is no document or script of ours, whoever would answer with it.
      await cache.put(urlOf(`shared/${name}/${at}`), new Response(file.stream(), { headers }));
    }
  } catch {
    // No form, or no room for it: the page finds nothing, and says so.
  }
  return Response.redirect(urlOf(`./?shared=${name}`), 303);
}

/** Takes away what was shared and never taken: its page was closed before it was drawn. */
export async function clearStale(): Promise<void> {
  if (!(await caches.has(cacheNames.shared))) return;
  const cache = await caches.open(cacheNames.shared);
  for (const request of await cache.keys()) {
    const came = Number.parseInt(request.url.slice(urlOf('shared/').length), 10);
    // Not a number: of a version that gave them other names.
    if (!(Date.now() - came < keptMs)) await cache.delete(request);
  }
}
