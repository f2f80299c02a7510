import { describe, expect, it } from 'vitest';
import { AppError, itemCodes, ItemError, type ItemCode } from './errors';

const codes = Object.keys(itemCodes) as ItemCode[]; // The list's own keys.

describe('the list of what befalls items', () => {
  it('holds every code that readers of reports rely on', () => {
    expect(codes).toEqual(
      expect.arrayContaining([
        ...['not-an-image', 'empty-file', 'unsupported-format', 'corrupt', 'truncated', 'too-large', 'timed-out'],
        ...['worker-crashed', 'out-of-memory', 'unsafe-path', 'unreadable-archive', 'encrypted-entry'],
        ...['archive-limit', 'step-failed', 'no-object', 'not-loaded', 'cancelled', 'write-failed'],
      ]),
    );
  });

  it.each(codes)('has a heading for %s, and a sentence of what to do', (code) => {
    expect(itemCodes[code].title).toMatch(/^[A-Z][^.]+$/);
    expect(itemCodes[code].advice).toMatch(/^[A-Z].*\.$/);
  });
});

describe('an item’s trouble', () => {
  const cause = new Error('libvips said so');
  const error = new ItemError('truncated', 'The JPEG file ends within its header.', { cause });

  it('says what happened and then what to do', () => {
    expect(error.trouble).toEqual({
      code: 'truncated',
      detail:
        'The JPEG file ends within its header. Get a complete copy; with `input.truncated` set to "keep", what can be read of it is taken.',
    });
  });

  it('is plain data that crosses threads, and keeps its cause on this side', () => {
    expect(structuredClone(error.trouble)).toEqual(error.trouble);
    expect(error.cause).toBe(cause);
  });
});

it('tells a person’s trouble with a code, a sentence and a cause', () => {
  const cause = new Error('no');
  const error = new AppError('start-failed', 'Nothing starts.', { cause });
  expect(error).toMatchObject({ name: 'AppError', code: 'start-failed', message: 'Nothing starts.', cause });
});
