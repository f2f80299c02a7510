import { expect, test } from 'vitest';
import { isolationOf } from './isolation';

const bare = {
  crossOriginIsolated: false,
  SharedArrayBuffer,
  isSecureContext: true,
  isEmbedded: false,
  knowsIsolation: true,
};

test('an isolated page whose threads share memory has nothing to say', () => {
  expect(isolationOf({ ...bare, crossOriginIsolated: true })).toEqual({ isolated: true });
});

test.each([
  ['headers', bare],
  ['embedded', { ...bare, isEmbedded: true }],
  ['insecure', { ...bare, isSecureContext: false, isEmbedded: true }],
  ['unshared', { ...bare, crossOriginIsolated: true, SharedArrayBuffer: undefined }],
  ['unsupported', { ...bare, knowsIsolation: false, isSecureContext: false }],
] as const)('a page without shared memory tells the first reason that holds: %s', (reason, surroundings) => {
  const state = isolationOf(surroundings);
  expect(state).toMatchObject({ isolated: false, reason });
  expect('advice' in state && state.advice.length > 20).toBe(true);
});
