import { describe, test } from 'vitest';
import { hasExiftool } from '../src/worker/testing/exiftool';
import { expectNothingLeft } from './carried';

describe.skipIf(!hasExiftool)('of a file full of a person, a place and a camera, as exiftool reads it,', () => {
  test.each(['png', 'webp'] as const)(
    'the light tier’s %s, written by the browser, has nothing once it is upright',
    (format) => expectNothingLeft('light', format),
  );
});
