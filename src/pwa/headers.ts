import { headersOf } from './policy.mjs';

/**
 * The response with the headers of `policy.mjs` that it lacks: documents, scripts of workers and all else alike. Its body is
 * handed on; what has none to change (an error, a redirect) goes as it is.
 * @param path Within the site.
 */
export function withHeaders(response: Response, path: string): Response {
  if (response.status === 0 || response.type === 'opaqueredirect') return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(headersOf(path))) if (!headers.has(name)) headers.set(name, value);
  const { status, statusText } = response;
  // These three have no body, and the constructor refuses one.
  const body = status === 204 || status === 205 || status === 304 ? null : response.body;
  return new Response(body, { status, statusText, headers });
}
