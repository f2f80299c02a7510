// Pages of other sites with the field in them, and the site that the field comes from.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { BrowserContext, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, inject, onTestFinished } from 'vitest';
import { launch } from '../../tools/browser.mjs';
import { root } from '../../tools/prepare.mjs';
import { serve } from '../../tools/serve.mjs';

const dist = join(root, 'dist');

export interface HostPage {
  /** What stands in the body; `$app` is the address of the site that the field comes from. */
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: another origin than the field's. */
  readonly isSameOrigin?: boolean;
  /** Answers requests of the page; default nothing else. */
  readonly handle?: Parameters<typeof createServer>[1];
}

/** Serves one page of a host, until the test has ended. @returns its address. */
export async function hostPage({ body, headers = {}, isSameOrigin, handle }: HostPage): Promise<string> {
  const app = inject('url');
  const text = `<!doctype html><html lang="en"><title>A host</title><body>${body.replaceAll('$app', app)}</body></html>`;
  const answer = { 'Content-Type': 'text/html; charset=utf-8', ...headers };
  if (isSameOrigin) {
    const own = await serve(dist, {
      handle: (request, response) => {
        if (request.url !== '/host.html') return false;
        response.writeHead(200, answer).end(text.replaceAll(app, '/'));
        return true;
      },
    });
    onTestFinished(own.close);
    return `${own.url}host.html`;
  }
  const server = createServer((request, response) => {
    if (request.url === '/' || request.url?.startsWith('/?')) response.writeHead(200, answer).end(text);
    else if (request.url === '/favicon.ico') response.writeHead(204).end();
    else if (handle) void handle(request, response);
    else response.writeHead(404).end();
  });
  await listening(server);
  // Another site than `localhost`, and no secure context less.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`; // It listens on a port.
}

async function listening(server: Server): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
}

export const script = '<script type="module" src="$app' + 'many-hands.js"></script>';

export interface Hosted {
  readonly page: Page;
  readonly field: FrameLocator;
  /** Errors of the page and of its frames, so far. */
  readonly trouble: readonly string[];
}

/** One browser for the tests of a file. @returns what opens a host's page in it, until the test has ended. */
export function hostBrowser(): (host: HostPage) => Promise<Hosted> {
  let context: BrowserContext;
  let end: () => Promise<void>;
  beforeAll(async () => {
    ({ context, end } = await launch());
  });
  afterAll(() => end());
  return async (host) => {
    const page = await context.newPage();
    onTestFinished(() => page.close());
    const trouble: string[] = [];
    page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') trouble.push(`console: ${message.text()}`);
    });
    await page.goto(await hostPage(host));
    return { page, field: page.frameLocator('many-hands iframe'), trouble };
  };
}

/** Gathers the element's events, in order, as `heard`. */
export const hearing = `<script>
  heard = [];
  for (const name of ['ready', 'tier', 'items', 'progress', 'result', 'done', 'error'])
    document.addEventListener('mh-' + name, ({ type, detail }) => heard.push({ type, ...detail }));
</script>`;
