import type { Plugin } from 'vite';

/**
 * The policy of the built page. `unsafe-eval` is for wasm-vips, whose bindings make functions; images are also shown from
 * Blobs. Workers are not bound by a policy in `meta` (Chromium).
 */
export const contentSecurityPolicy =
  "default-src 'self'; img-src 'self' blob: data:; script-src 'self' 'unsafe-eval'; worker-src 'self'; style-src 'self'";

/** Writes the policy into every built page. The development server needs inline scripts and goes without. */
export function csp(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
        injectTo: 'head-prepend',
      },
    ],
  };
}
