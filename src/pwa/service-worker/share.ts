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
    await clearStale(cache);
    for (const [at, file] of files.entries()) {
      const headers = { 'Content-Type': file.type, 'X-File-Name': encodeURIComponent(file.name) };
      // In the order in which they came, which is that of a cache's keys.
      await cache.put(urlOf(`shared/${name}/${at}`), new Response(file, { headers }));
    }
  } catch {
    // No form, or no room for it: the page finds nothing, and says so.
  }
  return Response.redirect(urlOf(`./?shared=${name}`), 303);
}

async function clearStale(cache: Cache): Promise<void> {
  for (const request of await cache.keys()) {
    const came = Number.parseInt(request.url.slice(urlOf('shared/').length), 10);
    // Not a number: of a version that gave them other names.
    if (!(Date.now() - came < keptMs)) await cache.delete(request);
  }
}
