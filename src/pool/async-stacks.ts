/** Whether the engine's stacks go on to whoever awaits. Not known before the first turn. */
let areTold = false;

/** A name that no minifier shortens. */
const mark = 'awaits-a-stack';

const probe = {
  async [mark](): Promise<string> {
    return await made();
  },
};

async function made(): Promise<string> {
  await null;
  return new Error().stack ?? '';
}

void probe[mark]().then((stack) => (areTold = stack.includes(mark)));

/**
 * Says who called, where an error made later, in an async function that the caller awaits, would not. To take a stack
 * costs more than all else that a small call does on this side.
 */
export function callerHere(): Error | null {
  return areTold ? null : new Error();
}
