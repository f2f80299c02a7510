import { deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { inflated } from './inflate';

const letters = new TextEncoder().encode('a profile, a packet');

it('gives what was packed', async () => {
  expect(await inflated(deflateSync(letters), 100)).toEqual(letters);
});

it('gives nothing of a stream that is damaged or cut', async () => {
  expect(await inflated(letters, 100)).toHaveLength(0);
  expect(await inflated(deflateSync(letters).subarray(0, 9), 100)).toHaveLength(0);
});

it('gives nothing of what unpacks to more than may be held', async () => {
  expect(await inflated(deflateSync(new Uint8Array(1e6)), 1e5)).toHaveLength(0);
});
