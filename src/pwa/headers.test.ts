import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withHeaders } from './headers';

const read = (path: string) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8');

/** What a host that reads `_headers` sends for a path: all rules that match, and of a header in two of them both. */
function hosted(path: string): Record<string, string> {
  const sent = new Headers();
  const rules = read('public/_headers')
    .split(/\n(?=\/)/)
    .filter((rule) => rule.startsWith('/'));
  for (const [address = '', ...lines] of rules.map((rule) => rule.trim().split(/\n\s+/))) {
    const isMatch = address.endsWith('*') ? `/${path}`.startsWith(address.slice(0, -1)) : address === `/${path}`;
    for (const line of isMatch ? lines : []) sent.append(...halves(line));
  }
  sent.delete('Cache-Control');
  return Object.fromEntries(sent);
}

function halves(line: string): [string, string] {
  const at = line.indexOf(': ');
  return [line.slice(0, at), line.slice(at + 2)];
}

test.each([
  '',
  'index.html',
  'assets/entry-12345678.js',
  'engine/entry-12345678.js',
  'sw.js',
  'theme.js',
  'embed.html',
  'relay.html',
  'reset.html',
  'many-hands.js',
])('a host that reads `_headers` sends for “/%s” what the service worker would add', (path) => {
  const added = Object.fromEntries(withHeaders(new Response(null), path).headers);
  expect(hosted(path)).toEqual(added);
});

test('a response gets the headers that it lacks, and keeps its others, its status and its body', async () => {
  const own = { 'Cross-Origin-Embedder-Policy': 'unsafe-none', 'Content-Type': 'application/wasm' };
  const answered = withHeaders(new Response('body', { status: 203, headers: own }), 'index.html');
  expect(answered.status).toBe(203);
  expect(await answered.text()).toBe('body');
  expect(Object.fromEntries(answered.headers)).toMatchObject({
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'content-type': 'application/wasm',
  });
});

test('the pages that other sites see get headers of their own', () => {
  const sent = (path: string) => Object.fromEntries(withHeaders(new Response(''), path).headers);
  expect(sent('embed.html')).toMatchObject({
    'document-isolation-policy': 'isolate-and-credentialless',
    // Opened as a window it is isolated by this; the relay before it must keep the frame that opened it.
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'cross-origin',
  });
  expect(sent('relay.html')).not.toHaveProperty('cross-origin-opener-policy');
  expect(sent('many-hands.js')).toMatchObject({
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*',
  });
});

test('an answer without a body stays one', () => {
  expect(withHeaders(new Response(null, { status: 304 }), '').status).toBe(304);
  const failed = Response.error();
  expect(withHeaders(failed, '')).toBe(failed);
});
