import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { root } from '../../tools/prepare.mjs';
import { serve } from '../../tools/serve.mjs';

export interface BareHost {
  readonly url: string;
  readonly origin: string;
  /** Paths asked for so far. */
  readonly asked: readonly string[];
  /** How often the page itself was gone to; what its service worker fetches for itself does not count. */
  documents(): number;
  close(): Promise<void>;
}

/** The build in a subfolder of a host for static files that sends no header of ours. */
export async function bareHost(
  handle: (request: IncomingMessage, response: ServerResponse) => boolean = () => false,
): Promise<BareHost> {
  const asked: string[] = [];
  let documents = 0;
  const base = '/some/folder/';
  const { url, origin, close } = await serve(join(root, 'dist'), {
    base,
    headers: {},
    handle: (request: IncomingMessage, response: ServerResponse) => {
      const path = request.url ?? '';
      asked.push(path);
      if ((path === base || path === `${base}index.html`) && isNavigation(request)) documents++;
      return handle(request, response);
    },
  });
  let isOpen = true;
  const end = async () => {
    if (!isOpen) return;
    isOpen = false;
    await close();
  };
  onTestFinished(end);
  return {
    url,
    origin,
    asked,
    documents: () => documents,
    close: end,
  };
}

/** By Fetch Metadata; a browser without it is believed to go to each page that it asks for. */
function isNavigation({ headers }: IncomingMessage): boolean {
  return (headers['sec-fetch-dest'] ?? 'document') === 'document';
}
