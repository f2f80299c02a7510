import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isolationHeaders } from '../../tools/serve.mjs';
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
    ['public/_headers', read('public/_headers'), `\n  ${name}: ${value}\n`],
    ['nginx', snippet('nginx'), `add_header ${name} ${quoted(value)} always;`],
    ['Caddy', snippet('Caddy'), `header ${name} ${quoted(value)}\n`],
    ['Apache', snippet('Apache'), `Header always set ${name} "${value}"`],
    ['the table', hosting, `| \`${name}\``],
  ])('stands in what is ready-made for %s', (_, text, line) => {
    expect(text).toContain(line);
  });
});

/** As nginx and Caddy want a value with spaces. */
function quoted(value: string): string {
  return /[ ;]/.test(value) ? `"${value}"` : value;
}

test('a response gets the headers that it lacks, and keeps its own, its status and its body', async () => {
  const own = { 'Cross-Origin-Embedder-Policy': 'credentialless', 'Content-Type': 'application/wasm' };
  const answered = withHeaders(new Response('body', { status: 203, headers: own }));
  expect(answered.status).toBe(203);
  expect(await answered.text()).toBe('body');
  expect(Object.fromEntries(answered.headers)).toMatchObject({
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'credentialless',
    'content-type': 'application/wasm',
  });
});

test('an answer without a body stays one', () => {
  expect(withHeaders(new Response(null, { status: 304 })).status).toBe(304);
  const failed = Response.error();
  expect(withHeaders(failed)).toBe(failed);
});
