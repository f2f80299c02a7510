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
  /** How many of them went to the page itself. What its service worker asks for, for itself, goes nowhere. */
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
      const { url = '', headers } = request;
      asked.push(url);
      if ([base, `${base}index.html`].includes(url) && headers['sec-fetch-dest'] === 'document') documents++;
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
