/** Ends a switch over a closed union: a member that was forgotten is a compile error, and a bug that throws at run time. */
export function assertNever(value: never): never {
  throw new Error(`Expected a member of a closed union, received ${JSON.stringify(value)}.`);
}
