import { describe, expect, test } from 'vitest';
import { headersOf } from './policy.mjs';
import { stricter } from './stricter';

const ofPage = headersOf('index.html');

/** What is sent of a page's header where its host sends this value. */
const sent = (name: string, theirs: string) => stricter(name, theirs, ofPage[name] ?? '');

test.each([
  ['Cross-Origin-Opener-Policy', 'unsafe-none', 'same-origin'],
  ['Cross-Origin-Opener-Policy', 'same-origin-allow-popups', 'same-origin'],
  ['Cross-Origin-Embedder-Policy', 'unsafe-none', 'require-corp'],
  // Isolates no page in WebKit.
  ['Cross-Origin-Embedder-Policy', 'credentialless', 'require-corp'],
  ['Cross-Origin-Resource-Policy', 'cross-origin', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'anything', 'same-origin'],
  ['Referrer-Policy', 'unsafe-url', 'no-referrer'],
  ['X-Content-Type-Options', 'none', 'nosniff'],
])('%s: a host’s “%s” becomes “%s”', (name, theirs, expected) => {
  expect(sent(name, theirs)).toBe(expected);
});

describe('a host’s Content-Security-Policy', () => {
  const ours = ofPage['Content-Security-Policy'] ?? '';

  test('holds beside ours, whichever forbids more', () => {
    expect(sent('Content-Security-Policy', "default-src *; img-src 'none'")).toBe(
      `default-src *; img-src 'none', ${ours}`,
    );
  });

  test('is not joined twice, nor where it is ours', () => {
    const once = sent('Content-Security-Policy', 'default-src *');
    expect(sent('Content-Security-Policy', once)).toBe(once);
    expect(sent('Content-Security-Policy', ours)).toBe(ours);
  });
});

describe('a host’s Permissions-Policy', () => {
  test('gives nothing that ours refuses, and keeps what it says of others', () => {
    const joined = sent('Permissions-Policy', 'camera=*, fullscreen=(self)');
    expect(joined).toMatch(/^camera=\*, fullscreen=\(self\), .*camera=\(\)/);
  });

  test('keeps refused what it refuses', () => {
    expect(sent('Permissions-Policy', 'screen-wake-lock=()')).not.toContain('screen-wake-lock=(self)');
  });
});

test('a host that shuts other sites out of the frame or the element has its way', () => {
  expect(stricter('Cross-Origin-Resource-Policy', 'same-site', 'cross-origin')).toBe('same-site');
  expect(stricter('Access-Control-Allow-Origin', 'https://one.example', '*')).toBe('https://one.example');
});
