import { bareHost } from './bare-host';

/** A bare host's page that cannot be isolated: its service worker is not there. */
export async function lightUrl(): Promise<string> {
  const { url } = await bareHost((request, response) => {
    if (!request.url?.endsWith('/sw.js')) return false;
    response.writeHead(404).end();
    return true;
  });
  return url;
}
