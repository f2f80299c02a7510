import { expect, test } from 'vitest';
import { tally } from './account.mjs';

const run = { status: 0, began: 1000, isFiltered: false };
const account = { numPassedTests: 7, numFailedTests: 0, startTime: 1001 };

test('counts the tests of a suite', () => {
  expect(tally(account, run)).toEqual({ passed: 7, failed: 0 });
  expect(tally({ ...account, numFailedTests: 2 }, { ...run, status: 1 })).toEqual({ passed: 7, failed: 2 });
});

test('counts a run that fails without a failed test as one failure', () => {
  expect(tally(account, { ...run, status: 1 })).toEqual({ passed: 7, failed: 1 });
  expect(tally(account, { ...run, status: null })).toEqual({ passed: 7, failed: 1 });
});

test('counts a suite that leaves no account, or a former run’s, as one failure', () => {
  expect(tally(null, { ...run, status: 1 })).toEqual({ passed: 0, failed: 1 });
  expect(tally(null, run)).toEqual({ passed: 0, failed: 1 });
  expect(tally({ ...account, startTime: 999 }, run)).toEqual({ passed: 0, failed: 1 });
});

test('counts a suite without a test as one failure, unless a filter left none', () => {
  const empty = { ...account, numPassedTests: 0 };
  expect(tally(empty, run)).toEqual({ passed: 0, failed: 1 });
  expect(tally(empty, { ...run, isFiltered: true })).toEqual({ passed: 0, failed: 0 });
});
