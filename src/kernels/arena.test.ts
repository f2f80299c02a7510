import { describe, expect, it } from 'vitest';
import url from 'virtual:kernels';
import { nodeKernels } from '../worker/testing/node-kernels';

describe('the memory of the kernels', () => {
  it('frees what was allocated since a mark, and keeps what was before', async () => {
    const kernels = await nodeKernels();
    const first = kernels.alloc(100);
    kernels.bytes(first, 100).fill(7);
    const mark = kernels.mark();
    const second = kernels.alloc(50);
    kernels.release(mark);
    expect(kernels.alloc(60)).toBe(second);
    expect(new Set(kernels.bytes(first, 100))).toEqual(new Set([7]));
  });

  it('gives blocks that are aligned to 16 and at least 128 bytes apart, of any size', async () => {
    const kernels = await nodeKernels();
    let former = kernels.alloc(0);
    for (const size of [1, 15, 16, 17, 128, 100_000]) {
      const at = kernels.alloc(size);
      expect(at % 16).toBe(0);
      expect(at - former).toBeGreaterThanOrEqual(128);
      former = at + size;
    }
  });

  it('says that it ran out at its bound, and goes on working', async () => {
    const kernels = await nodeKernels('release', 2 ** 21);
    const first = kernels.alloc(1000);
    kernels.bytes(first, 1000).fill(9);
    for (const bytes of [2 ** 21, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 1e12])
      expect(() => kernels.alloc(bytes)).toThrow(/^Out of memory/);
    expect(kernels.memoryBytes()).toBeLessThanOrEqual(2 ** 21);
    const second = kernels.alloc(2 ** 20);
    expect(second).toBeGreaterThan(first);
    expect(kernels.bytes(first, 1000).every((byte) => byte === 9)).toBe(true);
  });

  it('has an address by the name that the page imports', () => {
    expect(url).toMatch(/kernels.*[.]wasm$/);
  });
});
