import { test } from 'vitest';
import { expectTooLarge } from './too-large';

// More than an instance may take; more than 32 bits can count and what takes too long are the long suite's.
test('an image of 27,000 px each way, which no worker’s memory can hold, is told so', () => expectTooLarge(27_000));
