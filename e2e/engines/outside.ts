import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy for all that is not on this machine: it lets nothing through, and remembers who was asked for. */
export interface Outside {
  /** `host:port`, for `EngineOptions`. */
  readonly proxy: string;
  /** Hosts that were asked for, those left out that browsers ask on their own. */
  foreign(): string[];
  close(): void;
}

/** Whom the browsers themselves ask: their settings, lists and updates. None of them is named in the page's code. */
const browsersOwn =
  /(^|[.])(mozilla|firefox)[.](com|org|net)$|(^|[.])mozgcp[.]net$|^(accounts|clients2|update|optimizationguide-pa|edgedl|redirector|safebrowsing|safebrowsingohttpgateway|content-autofill|passwordsleakcheck-pa|android)[.](google|googleapis|gvt1|me[.]gvt1)[.]com$/;

export async function outside(): Promise<Outside> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://unknown').hostname);
    response.writeHead(502).end();
  });
  server.on('connect', (request, socket) => {
    asked.push((request.url ?? '').replace(/:\d+$/, ''));
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo; // It listens on a port.
  return {
    proxy: `127.0.0.1:${port}`,
    foreign: () => asked.filter((host) => !browsersOwn.test(host)),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
