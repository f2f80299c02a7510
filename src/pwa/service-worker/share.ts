import { cacheNames, urlOf } from './site';

/** What the system shares with the site is put aside, and the page comes for it. No host sees it. */
export async function share(request: Request): Promise<Response> {
  try {
    const files = (await request.formData()).getAll('images').filter((value) => value instanceof File);
    const cache = await caches.open(cacheNames.shared);
    for (const [at, file] of files.entries()) {
      const headers = { 'Content-Type': file.type, 'X-File-Name': encodeURIComponent(file.name) };
      // In the order in which they came, which is that of a cache's keys.
      await cache.put(urlOf(`shared/${Date.now()}-${at}`), new Response(file, { headers }));
    }
  } catch {
    // No form, or no room for it: the page finds nothing, and says so.
  }
  return Response.redirect(urlOf('./?shared'), 303);
}
