import type { Connect, Plugin } from 'vite';
import { headersOf, metaPolicy } from './src/pwa/policy.mjs';

/**
 * Writes the policy into every built page, and sends each file of Vite's servers the headers that it has on a host. The
 * development server, whose client is inline script, goes without the policy.
 */
export function siteHeaders(): Plugin {
  let base = '/';
  const sent =
    (hasPolicy: boolean): Connect.NextHandleFunction =>
    (request, response, next) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      for (const [name, value] of Object.entries(headersOf(pathname.slice(base.length))))
        if (hasPolicy || name !== 'Content-Security-Policy') response.setHeader(name, value);
      next();
    };
  return {
    name: 'site-headers',
    configResolved: (config) => {
      base = config.base.startsWith('/') ? config.base : '/';
    },
    configureServer: ({ middlewares }) => void middlewares.use(sent(false)),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(sent(true)),
    transformIndexHtml: {
      order: 'post',
      handler: (_, { server }) =>
        server
          ? []
          : [
              {
                tag: 'meta',
                attrs: { 'http-equiv': 'Content-Security-Policy', content: metaPolicy },
                injectTo: 'head-prepend' as const,
              },
            ],
    },
  };
}
