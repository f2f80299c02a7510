import { expect, it } from 'vitest';
import { bytesOf } from './joined-bytes';

it('text and bytes come in one piece, in their order', async () => {
  const pieces = ['é', Uint8Array.of(1, 2), '', '😀'];
  const expected = Buffer.concat([Buffer.from('é'), Buffer.of(1, 2), Buffer.from('😀')]);
  expect(Buffer.from(await bytesOf(pieces))).toEqual(expected);
  expect((await bytesOf([])).byteLength).toBe(0);
});
