import { headersOf } from './policy.mjs';
import { stricter } from './stricter';

/**
 * The response with the headers of `policy.mjs`: documents, scripts of workers and all else alike. What the host sends of them
 * may be stricter than ours, never weaker. The body is handed on; what has none to change (an error, a redirect) goes as it is.
 * @param path Within the site.
 */
export function withHeaders(response: Response, path: string): Response {
  if (response.status === 0 || response.type === 'opaqueredirect') return response;
  const headers = new Headers(response.headers);
  for (const [name, ours] of Object.entries(headersOf(path))) {
    const theirs = headers.get(name);
    headers.set(name, theirs === null ? ours : stricter(name, theirs, ours));
  }
  const { status, statusText } = response;
  // These three have no body, and the constructor refuses one.
  const body = status === 204 || status === 205 || status === 304 ? null : response.body;
  return new Response(body, { status, statusText, headers });
}
