// The other end of the examples: serves their pages, takes their forms, and says what arrived. Node alone.
//   node docs/examples/embed/server.mjs            the field comes from `npm start`, http://localhost:4173/
//   MANY_HANDS=https://hands.example/ node …       from anywhere else
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const written = 'http://localhost:4173/';
const types = { '.html': 'text/html; charset=utf-8', '.json': 'application/json', '.js': 'text/javascript' };

/**
 * @param {{ port?: number, manyHands?: string, pages?: string }} options `manyHands` is where the field comes from, and
 *   `pages` the folder of the pages.
 * @returns {Promise<{ url: string, received: object[][], close: () => Promise<void> }>} `received` grows by the fields of
 *   each form that arrives.
 */
export async function serveExamples({ port = 0, manyHands = written, pages = folder } = {}) {
  const received = [];
  const server = createServer(async (request, response) => {
    try {
      if (request.method === 'POST') return received.push(await upload(request, response));
      const { pathname } = new URL(request.url, 'http://localhost');
      if (pathname === '/favicon.ico') return response.writeHead(204).end();
      const name = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
      if (!/^(\/[\w-]+)+\.(html|json|js)$/.test(name)) return response.writeHead(404).end();
      const text = await readFile(join(pages, name), 'utf8');
      response.writeHead(200, { 'Content-Type': types[extname(name)] }).end(text.replaceAll(written, manyHands));
    } catch (error) {
      response
        .writeHead(error.code === 'ENOENT' ? 404 : 400, { 'Content-Type': 'text/plain' })
        .end(`${error.message}\n`);
    }
  });
  await new Promise((ready) => server.listen(port, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    received,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(closed);
      }),
  };
}

/** Takes a form as any server would, answers with what was in it (text as it is, files looked at), and gives it back. */
async function upload(request, response) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const headers = { 'content-type': request.headers['content-type'] };
  const form = await new Response(Buffer.concat(chunks), { headers }).formData();
  const fields = [];
  for (const [name, value] of form)
    fields.push({ name, ...(typeof value === 'string' ? { text: value } : await lookedAt(value)) });
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(fields, null, 2));
  return fields;
}

/**
 * Name, type and size of a file; of a JPEG also its pixels, and whether it carries the EXIF block that GPS stands in; of
 * a text what it says.
 */
async function lookedAt(file) {
  const bytes = Buffer.from(await file.arrayBuffer());
  const seen = file.type === 'text/plain' ? { says: bytes.toString() } : jpegOf(bytes);
  return { file: file.name, type: file.type, bytes: bytes.length, ...seen };
}

/** ITU-T T.81, B.2: markers with their lengths; the first SOF holds the size. */
function jpegOf(bytes) {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return {};
  let hasExif = false;
  for (let at = 2; at + 9 < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1];
    if (marker === 0xe1 && bytes.toString('latin1', at + 4, at + 8) === 'Exif') hasExif = true;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5), hasExif };
    if (marker === 0xda) break;
  }
  return {};
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await serveExamples({ port: 8080, manyHands: process.env.MANY_HANDS });
  console.log(`The examples are at ${url}  (Ctrl+C ends it)`);
}
