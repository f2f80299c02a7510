import { test } from 'vitest';
import { expectScreenful } from './many-rows';

test('ten thousand rows are a screenful in the document, and all of them are reached by scrolling', () =>
  expectScreenful(10_000));
