// Takes a zip in pieces over HTTP and unpacks it as it comes: nothing is kept but the piece at hand.
import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { Unzip, UnzipInflate, UnzipPassThrough } from 'fflate';

/** The unzipper calls itself for each file that ends within what it is handed: a megabyte of tiny ones is too deep. */
const sliceBytes = 32_768;

/**
 * @returns what a server asks to answer the page's requests, the address for them, the end, and what could not be written:
 *   why, by path. Such a file stops no other.
 */
export function unpackTo(folder) {
  const address = `/${randomUUID()}`;
  let finish;
  let fail;
  const done = new Promise((resolve, reject) => ([finish, fail] = [resolve, reject]));
  // Whoever waits for the end hears of a failure; it may come before anybody does.
  done.catch(() => {});
  const lost = new Map();
  const unzip = new Unzip((file) => write(folder, file, { fail, lost }));
  unzip.register(UnzipPassThrough);
  unzip.register(UnzipInflate);
  // Requests come one after another: the page waits for each answer before it sends more.
  const handle = (request, response) => {
    if (request.url !== address) return false;
    const pieces = [];
    request.on('data', (piece) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces);
      try {
        if (request.method === 'POST')
          for (let at = 0; at < body.length; at += sliceBytes) unzip.push(body.subarray(at, at + sliceBytes));
        if (request.method === 'PUT') unzip.push(new Uint8Array(0), true);
        response.writeHead(204).end();
        if (request.method === 'PUT') finish();
        if (request.method === 'DELETE') fail(new Error(`The page gave the download up: ${body}`));
      } catch (error) {
        response.writeHead(500, error.code ?? 'failed').end();
        fail(error);
      }
    });
    return true;
  };
  return { address, handle, done, lost };
}

function write(folder, file, { fail, lost }) {
  if (file.name.endsWith('/')) return;
  const path = normalize(join(folder, file.name));
  if (!path.startsWith(folder + sep))
    return fail(new Error(`Expected paths inside the zip's folder, received ${file.name}.`));
  let descriptor = null;
  const unlessLost = (write) => {
    if (lost.has(file.name)) return;
    try {
      write();
    } catch (error) {
      lost.set(file.name, error.code ?? error.message);
      if (descriptor === null) return;
      closeSync(descriptor);
      rmSync(path, { force: true });
    }
  };
  unlessLost(() => {
    mkdirSync(dirname(path), { recursive: true });
    descriptor = openSync(path, 'w');
  });
  file.ondata = (error, data, isLast) => {
    if (error) return fail(error);
    unlessLost(() => writeFileSync(descriptor, data));
    if (isLast && !lost.has(file.name)) closeSync(descriptor);
  };
  file.start();
}
