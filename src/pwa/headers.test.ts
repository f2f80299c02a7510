import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { frameHeaders, isolationHeaders } from '../../tools/serve.mjs';
import { addedHeaders, withHeaders } from './headers';

const read = (path: string) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8');
const hosting = read('docs/hosting.md');

/** The block of code under a heading of docs/hosting.md. */
function snippet(heading: string): string {
  const section = hosting.split(`### ${heading}\n`)[1];
  return /```\w+\n([^]*?)```/.exec(section ?? '')?.[1] ?? '';
}

describe.each(Object.entries(addedHeaders))('%s', (name, value) => {
  test('is sent by our own server', () => {
    expect(isolationHeaders).toMatchObject({ [name]: value });
  });

  test.each([
    ['nginx', snippet('nginx'), `add_header ${name} ${quoted(value)} always;`],
    ['Caddy', snippet('Caddy'), `header @site ${name} ${quoted(value)}\n`],
    ['Apache', snippet('Apache'), `Header always set ${name} "${value}"`],
    ['the table', hosting, `| \`${name}\``],
  ])('stands in what is ready-made for %s', (_, text, line) => {
    expect(text).toContain(line);
  });
});

/** What a host that reads `_headers` sends for a path: all rules that match, and of a header in two of them both. */
function hosted(path: string): Record<string, string> {
  const sent = new Headers();
  const rules = read('public/_headers')
    .split(/\n(?=\/)/)
    .filter((rule) => rule.startsWith('/'));
  for (const [address = '', ...lines] of rules.map((rule) => rule.trim().split(/\n\s+/))) {
    const isMatch = address.endsWith('*') ? `/${path}`.startsWith(address.slice(0, -1)) : address === `/${path}`;
    for (const line of isMatch ? lines : []) sent.append(line.split(': ')[0]!, line.split(': ')[1]!);
  }
  sent.delete('Cache-Control');
  return Object.fromEntries(sent);
}

test.each([
  '',
  'index.html',
  'assets/entry-12345678.js',
  'sw.js',
  'theme.js',
  'embed.html',
  'relay.html',
  'many-hands.js',
])('a host that reads `_headers` sends for “/%s” what the service worker would add', (path) => {
  const added = Object.fromEntries(withHeaders(new Response(null), path).headers);
  expect(hosted(path)).toEqual(added);
});

test.each(['nginx', 'Caddy', 'Apache'])('%s is told of the pages that other sites see', (host) => {
  for (const part of ['embed', 'relay', 'many-hands', 'Document-Isolation-Policy', 'cross-origin'])
    expect(snippet(host)).toContain(part);
});

/** As nginx and Caddy want a value with spaces. */
function quoted(value: string): string {
  return /[ ;]/.test(value) ? `"${value}"` : value;
}

test('a response gets the headers that it lacks, and keeps its own, its status and its body', async () => {
  const own = { 'Cross-Origin-Embedder-Policy': 'credentialless', 'Content-Type': 'application/wasm' };
  const answered = withHeaders(new Response('body', { status: 203, headers: own }), 'index.html');
  expect(answered.status).toBe(203);
  expect(await answered.text()).toBe('body');
  expect(Object.fromEntries(answered.headers)).toMatchObject({
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'credentialless',
    'content-type': 'application/wasm',
  });
});

test('the page for frames of other sites gets headers of its own, and the script that other sites load', () => {
  const sent = (path: string) => Object.fromEntries(withHeaders(new Response(''), path).headers);
  expect(lower(frameHeaders)).toMatchObject(isolationOnly(sent('embed.html')));
  // Opened as a window it is isolated by this; the relay before it must keep the frame that opened it.
  expect(sent('embed.html')).toMatchObject({ 'cross-origin-opener-policy': 'same-origin' });
  expect(sent('relay.html')).not.toHaveProperty('cross-origin-opener-policy');
  expect(sent('many-hands.js')).toMatchObject({ 'cross-origin-resource-policy': 'cross-origin' });
});

function lower(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Without the kind of the content, which `Response` sets. */
function isolationOnly({ 'content-type': _, ...headers }: Record<string, string>): Record<string, string> {
  return headers;
}

test('an answer without a body stays one', () => {
  expect(withHeaders(new Response(null, { status: 304 }), '').status).toBe(304);
  const failed = Response.error();
  expect(withHeaders(failed, '')).toBe(failed);
});
