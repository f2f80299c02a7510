// A static server with the site's headers. Node alone: it runs before anything is installed.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { headersOf, isNamedByHash } from '../src/pwa/policy.mjs';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

/**
 * Serves a folder on this machine alone.
 * @param {string} folder
 * @param {{ port?: number, base?: string, headers?: Record<string, string> | ((path: string) => Record<string, string>), handle?: (request, response) => boolean }} options
 *   `port` 0 takes any; with a number the next free one is taken. `handle` may answer a request itself.
 * @returns {Promise<{ origin: string, url: string, close: () => Promise<void> }>}
 */
export async function serve(folder, { port = 0, base = '/', headers = headersOf, handle } = {}) {
  const server = createServer((request, response) => {
    if (handle?.(request, response)) return;
    void answer(folder, base, headers, request, response);
  });
  const taken = await listen(server, port);
  const origin = `http://localhost:${taken}`;
  return {
    origin,
    url: origin + base,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

async function answer(folder, base, headers, request, response) {
  const ofPath = (path) => (typeof headers === 'function' ? headers(path) : headers);
  const refuse = (status) =>
    response.writeHead(status, { 'Content-Type': 'text/plain', ...ofPath('') }).end(`${status}\n`);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  let path;
  try {
    path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  } catch {
    return refuse(400);
  }
  if (!path.startsWith(base)) return refuse(404);
  const file = normalize(join(folder, path.slice(base.length)));
  if (file !== normalize(folder) && !file.startsWith(normalize(folder + sep))) return refuse(404);
  try {
    const found = await stat(file);
    const whole = found.isDirectory() ? join(file, 'index.html') : file;
    const { size } = await stat(whole);
    response.writeHead(200, {
      'Content-Type': types[extname(whole)] ?? 'application/octet-stream',
      'Content-Length': size,
      // Names of built files hold a hash of what is in them; the pages that name them do not.
      'Cache-Control': isNamedByHash(path.slice(base.length)) ? 'public, max-age=31536000, immutable' : 'no-cache',
      ...ofPath(path.slice(base.length)),
    });
    if (request.method === 'HEAD') return response.end();
    createReadStream(whole)
      .on('error', () => response.destroy())
      .pipe(response);
  } catch {
    refuse(404);
  }
}

/** @returns the port taken: `port`, or the first free one behind it. */
async function listen(server, port) {
  for (let next = port; ; next++) {
    try {
      // Browsers ask the other address first: whoever has the port there would answer in our place.
      if (port !== 0) await probe(next, '::1');
      return await listening(server, next, '127.0.0.1');
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || port === 0 || next >= port + 100) throw error;
    }
  }
}

/** Rejects where the port is taken; an address that this machine does not have is nobody's. */
async function probe(port, host) {
  const server = createServer();
  await listening(server, port, host).catch((error) => {
    if (error.code === 'EADDRINUSE') throw error;
  });
  await new Promise((closed) => server.close(closed));
}

function listening(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server.address().port);
    });
  });
}
