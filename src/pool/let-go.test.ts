import { expect, test } from 'vitest';
import { letGo } from './let-go';

test('a buffer that is let go is empty, and may be let go once more', () => {
  const buffer = new ArrayBuffer(8);
  letGo(buffer);
  expect(buffer.byteLength).toBe(0);
  letGo(buffer);
});

test('a buffer that was moved on may be let go', () => {
  const buffer = new ArrayBuffer(8);
  structuredClone(buffer, { transfer: [buffer] });
  expect(() => letGo(buffer)).not.toThrow();
});
