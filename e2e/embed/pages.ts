// Pages of other sites with the field in them, and the site that the field comes from.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { BrowserContext, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, inject, onTestFinished } from 'vitest';
import { headersOf } from '../../src/pwa/policy.mjs';
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
  /** What the field's site sends, in place of its own headers. */
  readonly appHeaders?: Readonly<Record<string, string>>;
  /** The frame's list of hosts; default any. */
  readonly hosts?: readonly string[];
  /** The frame's page goes without the header by which Chromium isolates it. */
  readonly withoutPolicy?: boolean;
  /** Answers requests of the page; default nothing else. */
  readonly handle?: Parameters<typeof createServer>[1];
}

/** Serves one page of a host, until the test has ended. @returns its address. */
export async function hostPage(host: HostPage): Promise<string> {
  const { body, headers = {}, isSameOrigin, handle } = host;
  const app = host.appHeaders || host.hosts || host.withoutPolicy ? await siteFor(host) : inject('url');
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

/** The built site with other headers, or another list. The element's script may be loaded from anywhere all the same. */
async function siteFor({ appHeaders, hosts, withoutPolicy }: HostPage): Promise<string> {
  const headers = (path: string): Record<string, string> => {
    if (appHeaders) return { ...appHeaders, 'Access-Control-Allow-Origin': '*' };
    const { 'Document-Isolation-Policy': policy, ...others } = headersOf(path);
    return { ...others, ...(policy && !withoutPolicy ? { 'Document-Isolation-Policy': policy } : {}) };
  };
  const site = await serve(dist, {
    headers,
    handle: (request, response) => {
      if (!hosts || request.url !== '/embed-hosts.json') return false;
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ hosts }));
      return true;
    },
  });
  onTestFinished(site.close);
  return site.url;
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

interface HostBrowser {
  /** Opens a host's page, until the test has ended. */
  visit(host: HostPage): Promise<Hosted>;
  openAt(url: string): Promise<Hosted>;
  /** How many image workers live in a page and its frames, as the browser itself counts. */
  workers(page: Page): Promise<number>;
}

/** One browser for the tests of a file. */
export function hostBrowser(options: Parameters<typeof launch>[0] = {}): HostBrowser {
  let context: BrowserContext;
  let end: () => Promise<void>;
  beforeAll(async () => {
    ({ context, end } = await launch(options));
    // As long as a visit to the page waits on a busy machine.
    context.setDefaultTimeout(120_000);
  });
  afterAll(() => end());
  const openAt = async (url: string) => {
    const page = await context.newPage();
    onTestFinished(() => page.close());
    const trouble: string[] = [];
    page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') trouble.push(`console: ${message.text()}`);
    });
    await page.goto(url);
    return { page, field: page.frameLocator('many-hands iframe'), trouble };
  };
  return {
    openAt,
    visit: async (host) => openAt(await hostPage(host)),
    async workers(page) {
      const session = await page.context().newCDPSession(page);
      const { targetInfos } = await session.send('Target.getTargets', { filter: [{ type: 'worker' }] });
      await session.detach();
      return targetInfos.filter(({ title }) => title === 'image worker').length;
    },
  };
}

/** In the page: gives each of its fields so many drawings, large enough to be at work on for a while. */
export const give = (many: number) => `(async () => {
  const canvas = new OffscreenCanvas(1200, 900);
  canvas.getContext('2d').fillRect(10, 10, 500, 500);
  const blob = await canvas.convertToBlob();
  const files = Array.from({ length: ${many} }, (_, at) => new File([blob], at + '.png', { type: 'image/png' }));
  for (const element of document.querySelectorAll('many-hands')) element.files = files;
})()`;

/** In the page: a small drawing as a PNG of this name. */
export const drawing = (name: string) => `(async () => {
  const canvas = new OffscreenCanvas(100, 100);
  canvas.getContext('2d').fillRect(10, 10, 50, 50);
  return new File([await canvas.convertToBlob()], '${name}', { type: 'image/png' });
})()`;

/** Gathers the element's events, in order, as `heard`. */
export const hearing = `<script>
  heard = [];
  for (const name of ['ready', 'tier', 'items', 'progress', 'result', 'done', 'error'])
    document.addEventListener('mh-' + name, ({ type, detail }) => heard.push({ type, ...detail }));
</script>`;

/**
 * Hears what the frames tell their elements of living workers, and keeps the largest sum as `most`, and as `restMs` how long
 * after the last run's end none was left: the browser's own list names workers that have ended for a while yet.
 */
export const countingWorkers = `<script>
  most = 0;
  restMs = null;
  let doneAt = 0;
  const held = new Map();
  const port = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage');
  Object.defineProperty(MessagePort.prototype, 'onmessage', { ...port, set(listener) {
    port.set.call(this, (event) => {
      if (event.data.type === 'cores') held.set(this, event.data.held);
      const sum = [...held.values()].reduce((all, one) => all + one, 0);
      most = Math.max(most, sum);
      if (event.data.type === 'done') doneAt = performance.now();
      restMs = doneAt && sum === 0 ? (restMs ?? performance.now() - doneAt) : null;
      listener(event);
    });
  } });
</script>`;
