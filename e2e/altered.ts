import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { headersOf } from '../src/pwa/policy.mjs';
import { root } from '../tools/prepare.mjs';
import { serve } from '../tools/serve.mjs';

/** Serves the built page with `code` before each of its scripts: an init script does not reach into workers. @returns the address. */
export async function servedWith(code: string): Promise<string> {
  const dist = join(root, 'dist');
  const server = await serve(dist, {
    handle: (request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      if (!/^\/(?:assets|engine)\/[\w-]+\.js$/.test(pathname)) return false;
      void readFile(join(dist, pathname), 'utf8').then((script) =>
        response
          .writeHead(200, { 'Content-Type': 'text/javascript', ...headersOf(pathname.slice(1)) })
          .end(code + script),
      );
      return true;
    },
  });
  onTestFinished(server.close);
  return server.url;
}
