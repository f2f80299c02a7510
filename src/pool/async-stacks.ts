/** Whether the engine's stacks go on to whoever awaits. Not known before the first turn. */
let areTold = false;

async function waits(): Promise<string> {
  await null;
  return new Error().stack ?? '';
}

async function awaitsAStack(): Promise<void> {
  areTold = (await waits()).includes(awaitsAStack.name);
}

void awaitsAStack();

/**
 * Says who called, where an error made later, in an async function that the caller awaits, would not. To take a stack
 * costs more than all else that a small call does on this side.
 */
export function callerHere(): Error | null {
  return areTold ? null : new Error();
}
