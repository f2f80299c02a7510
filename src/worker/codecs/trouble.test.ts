import { expect, test } from 'vitest';
import { readTrouble } from './trouble';

test.each([
  'failed to allocate 432000000 bytes',
  'vips::Error, unable to call flip\nsystem: out of memory -- size == 411MB',
  'webpsave: picture memory error',
  'Insufficient memory to store text',
  'Failed to allocate memory',
])('what says “%s” has run out of memory: the file is not to blame', (words) => {
  expect(readTrouble(new Error(words), 'png', null).code).toBe('out-of-memory');
});

test.each([
  ['corrupt', 'pngload_buffer: libpng read error', null],
  ['truncated', 'pngload_buffer: libpng read error', false],
  ['truncated', 'webpload: not enough data', null],
] as const)('%s is told of “%s” where the end marker is there: %s', (code, words, complete) => {
  expect(readTrouble(new Error(words), 'png', complete).code).toBe(code);
});
