import { expect, test } from 'vitest';
import { sharesMemory } from './tier';

test.each([
  [true, { crossOriginIsolated: true, SharedArrayBuffer }],
  [false, { crossOriginIsolated: false, SharedArrayBuffer }],
  // WebKitGTK 2.50, and policies of administrators.
  [false, { crossOriginIsolated: true }],
  // A browser from before isolation.
  [false, { SharedArrayBuffer }],
])('threads share memory, %s, where a page has %o', (shares, here) => {
  expect(sharesMemory(here)).toBe(shares);
});
