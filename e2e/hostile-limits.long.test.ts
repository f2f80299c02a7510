import { test } from 'vitest';
import { expectTooLarge } from './too-large';

test('an image of more pixels than 32 bits can count is told so', () => expectTooLarge(50_000));
