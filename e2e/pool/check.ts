// The few assertions that the cases use: they run inside a page, where no test library is.
import type { PoolErrorCode } from '../../src/pool';

export function equal(actual: unknown, expected: unknown, what = 'the value'): void {
  const [a, b] = [textOf(actual), textOf(expected)];
  if (a !== b) throw new Error(`Expected ${what} to be ${b}, received ${a}.`);
}

export function ok(holds: boolean, what: string): void {
  if (!holds) throw new Error(`Expected that ${what}.`);
}

/** @returns what the promise rejected with. */
export async function rejects(promise: Promise<unknown>): Promise<Error & { code?: unknown }> {
  try {
    const value = await promise;
    throw new Resolved(`Expected a rejection, received ${textOf(value)}.`);
  } catch (error) {
    if (error instanceof Resolved) throw error;
    return error as Error;
  }
}

class Resolved extends Error {}

export async function endsWith(promise: Promise<unknown>, code: PoolErrorCode): Promise<Error> {
  const error = await rejects(promise);
  if (error.name !== 'PoolError' || error.code !== code) {
    throw new Error(
      `Expected a PoolError \`${code}\`, received ${error.name} \`${String(error.code)}\`: ${error.message}`,
    );
  }
  return error;
}

/** Resolves once it holds. The harness bounds each case, so nothing here counts time. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((go) => setTimeout(go, 2));
}

function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
