import { expect, test } from 'vitest';
import { ItemError } from '../../core/errors';
import { readTrouble, spoilsMemory } from './trouble';

test.each([
  'failed to allocate 432000000 bytes',
  'vips::Error, unable to call flip\nsystem: out of memory -- size == 411MB',
  'webpsave: picture memory error',
  'Insufficient memory to store text',
  'Failed to allocate memory',
])('what says “%s” has run out of memory: the file is not to blame', (words) => {
  const trouble = readTrouble(new Error(words), 'png', null);
  expect(trouble.code).toBe('out-of-memory');
  expect([spoilsMemory(trouble), spoilsMemory(new Error(words))]).toEqual([true, true]);
});

test('memory is no good any more after a trap, also one that was told as an item’s trouble, and is after a damaged file', () => {
  const trap = new WebAssembly.RuntimeError('unreachable');
  expect([spoilsMemory(trap), spoilsMemory(readTrouble(trap, 'png', null))]).toEqual([true, true]);
  expect(spoilsMemory(readTrouble(new Error('libpng read error'), 'png', null))).toBe(false);
  expect(spoilsMemory(new ItemError('too-large', 'More pixels than the limit.'))).toBe(false);
});

test.each([
  ['corrupt', 'pngload_buffer: libpng read error', null],
  ['truncated', 'pngload_buffer: libpng read error', false],
  ['truncated', 'webpload: not enough data', null],
] as const)('%s is told of “%s” where the end marker is there: %s', (code, words, complete) => {
  expect(readTrouble(new Error(words), 'png', complete).code).toBe(code);
});

test('what is told of a file is its own, not that its pixels could not be written on', () => {
  const of = (line: string) =>
    `vips::Error,unable to call pngsave_buffer\n${line}\nvips2png: unable to write to target target\n`;
  expect(readTrouble(new Error(of('tiff2vips: Bad code word at line 3')), 'tiff', null).message).toBe(
    'The TIFF file is damaged: Bad code word at line 3. Get a fresh copy of the file.',
  );
  const cut = of('tiff2vips: Read error at scanline 4294967295; got 701 bytes, expected 3072');
  expect(readTrouble(new Error(cut), 'tiff', null).code).toBe('truncated');
});
