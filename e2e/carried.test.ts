import { describe, test } from 'vitest';
import { hasExiftool } from '../src/worker/testing/exiftool';
import { expectNothingLeft } from './carried';

describe.skipIf(!hasExiftool)('of a file full of a person, a place and a camera, as exiftool reads it,', () => {
  test('the full tier’s webp, written by the browser, has nothing once it is upright', () =>
    expectNothingLeft('full', 'webp'));
});
