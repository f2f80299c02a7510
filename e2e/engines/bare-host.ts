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
  /** How many of them were the page itself. */
  documents(): number;
  close(): Promise<void>;
}

/** The build in a subfolder of a host for static files that sends no header of ours. */
export async function bareHost(
  handle: (request: IncomingMessage, response: ServerResponse) => boolean = () => false,
): Promise<BareHost> {
  const asked: string[] = [];
  const base = '/some/folder/';
  const { url, origin, close } = await serve(join(root, 'dist'), {
    base,
    headers: {},
    handle: (request: IncomingMessage, response: ServerResponse) => {
      asked.push(request.url ?? '');
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
    documents: () => asked.filter((path) => path === base || path === `${base}index.html`).length,
    close: end,
  };
}
