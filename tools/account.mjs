// What a suite's JSON account adds to `N passed, N failed`.

/**
 * @param {{ numPassedTests: number, numFailedTests: number, startTime: number } | null} account vitest's, null without one.
 * @param {{ status: number | null, began: number, isFiltered: boolean }} run `began` tells this run's account from a
 *   former one's; with a filter, a suite may well have no test that passes it.
 * @returns {{ passed: number, failed: number }}
 */
export function tally(account, { status, began, isFiltered }) {
  const told = account && account.startTime >= began ? account : { numPassedTests: 0, numFailedTests: 0 };
  const { numPassedTests: passed, numFailedTests: broken } = told;
  if (broken > 0) return { passed, failed: broken };
  // A file that does not load, or an error outside any test, fails the run without failing a test; and a suite without
  // a test holds nothing.
  const isBroken = status !== 0 || (passed === 0 && !isFiltered);
  return { passed, failed: isBroken ? 1 : 0 };
}
