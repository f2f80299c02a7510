import { describe, expect, it } from 'vitest';
import { validityOf } from './validity';

const empty = { isWaiting: false, isTooMany: false, maxFiles: null, maxBytes: null, required: false, results: [] };
const file = (bytes: number) => new File([new Uint8Array(bytes)], 'a.jpg');

describe('the validity of a field', () => {
  it.each([
    ['an empty one', {}, [{}]],
    ['a required one that is empty', { required: true }, [{ valueMissing: true }, 'Add an image.']],
    ['a required one that holds a result', { required: true, results: [file(1)] }, [{}]],
    ['one whose images are not ready', { isWaiting: true }, [{ customError: true }, 'The images are not ready yet.']],
    ['one with too many', { isTooMany: true, maxFiles: 3 }, [{ rangeOverflow: true }, 'Choose at most 3 images.']],
    ['one with two of one', { isTooMany: true, maxFiles: 1 }, [{ rangeOverflow: true }, 'Choose at most 1 image.']],
    [
      'one with more results than it may hold images: of one there may be many',
      { maxFiles: 1, results: [file(1), file(1)] },
      [{}],
    ],
    [
      'one with too many bytes',
      { maxBytes: 2_000_000, results: [file(1_500_000), file(1_000_000)] },
      [{ rangeOverflow: true }, 'The images are 2.5 MB together; 2 MB may be sent.'],
    ],
    ['one with just as many bytes as may be', { maxBytes: 2, results: [file(2)] }, [{}]],
  ])('%s', (_, field, expected) => {
    expect(validityOf({ ...empty, ...field })).toEqual(expected);
  });
});
