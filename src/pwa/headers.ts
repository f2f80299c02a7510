/**
 * Every response header that the service worker adds to what this site answers, where the host sends none of that name:
 * documents, scripts of workers and all else alike. Hosts that can send headers send these (`public/_headers`,
 * docs/hosting.md, `tools/serve.mjs`); a unit test holds the lists together.
 */
export const addedHeaders: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** The page inside a frame of another site; Chromium isolates it there by the first of these. */
const frameHeaders: Readonly<Record<string, string>> = {
  'Document-Isolation-Policy': 'isolate-and-credentialless',
  // In a frame it means nothing; the same page is also opened as a window, which it isolates.
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

/** The script that other sites load. */
const elementHeaders: Readonly<Record<string, string>> = { 'Cross-Origin-Resource-Policy': 'cross-origin' };

/** The page between a frame and its window: it has to know who opened it, which an isolated page does not. */
const relayHeaders: Readonly<Record<string, string>> = { 'Cross-Origin-Resource-Policy': 'same-origin' };

/** @param path Within the site. */
function headersOf(path: string): Readonly<Record<string, string>> {
  if (path === 'embed.html') return frameHeaders;
  if (path === 'relay.html') return relayHeaders;
  return path === 'many-hands.js' ? elementHeaders : addedHeaders;
}

/**
 * The response with the headers that it lacks. Its body is handed on; what has none to change (an error, a redirect) goes
 * as it is.
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
