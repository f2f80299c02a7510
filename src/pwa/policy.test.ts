import { expect, test } from 'vitest';
import { everywhere, headersByKind, headersOf, kindsByPath, metaPolicy } from './policy.mjs';

const policyOf = (path: string) => headersOf(path)['Content-Security-Policy'] ?? '';

test.each(['', 'index.html', 'embed.html', 'relay.html', 'assets/entry-1.js', 'sw.js', 'THIRD-PARTY-LICENSES.txt'])(
  'no text is made script by what “%s” runs, and nothing is asked of another site',
  (path) => {
    expect(policyOf(path)).not.toMatch(/'unsafe-(?:eval|inline)'|https?:|\*(?!$)/);
    expect(policyOf(path)).toContain("default-src 'self'; connect-src 'self' blob: data:");
  },
);

test('the image workers and libvips’ threads alone may make functions of text', () => {
  expect(policyOf('engine/entry-1.js')).toContain("script-src 'self' 'wasm-unsafe-eval' 'unsafe-eval'");
});

test('of the pages only the frame may stand in another site', () => {
  expect(policyOf('')).toMatch(/frame-ancestors 'self'$/);
  expect(policyOf('embed.html')).toMatch(/frame-ancestors \*$/);
  expect(policyOf('relay.html')).toMatch(/frame-ancestors 'none'$/);
});

test('the policy in the page is that of its header, but for what browsers read in a header alone', () => {
  expect(`${metaPolicy}; frame-ancestors 'self'`).toBe(policyOf(''));
});

test('no header stands both in the list for all and in that of a kind, and no two places meet: hosts join what does', () => {
  const ofKinds = Object.values(headersByKind).flatMap((headers) => Object.keys(headers));
  expect(Object.keys(everywhere).filter((name) => ofKinds.includes(name))).toEqual([]);
  for (const [path] of kindsByPath)
    if (path.endsWith('*'))
      expect(kindsByPath.filter(([other]) => other.startsWith(path.slice(0, -1)))).toHaveLength(1);
});

test('every file gets the three headers that have nothing to do with its kind', () => {
  for (const path of ['', 'engine/x.js', 'many-hands.js', 'relay.html'])
    expect(headersOf(path)).toMatchObject({
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Permissions-Policy': expect.stringMatching(/camera=\(\).*screen-wake-lock=\(self\)$/),
    });
});
