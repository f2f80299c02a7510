import { test } from 'vitest';
import { expectWritten } from './every-format';

test('a folder with one of every format comes out as webp', () => expectWritten('webp', 'webp'));
