import { test } from 'vitest';
import { expectEndAt } from './headless-ends';

test('ends its browser and removes the profile at SIGTERM', () => expectEndAt('SIGTERM'));
