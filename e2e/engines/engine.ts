/** A browser other than Chromium, as far as tests drive it: a page, and what an expression gives there. */
export interface Engine {
  readonly name: string;
  goto(url: string): Promise<void>;
  /** @param expression In the page; a promise is waited for. What it gives goes through JSON. */
  evaluate<T>(expression: string): Promise<T>;
  close(): Promise<void>;
}

/** A script's body for WebDriver's asynchronous execution, which tells errors as text. */
export function scriptOf(expression: string): string {
  return `const done = arguments[arguments.length - 1];
(async () => ({ value: (await (${expression})) ?? null }))()
  .catch((error) => ({ error: String(error && error.stack ? error.name + ': ' + error.message : error) }))
  .then((told) => done(JSON.stringify(told)));`;
}

/** @throws Error what the page threw. */
export function valueOf<T>(told: string): T {
  const { value, error } = JSON.parse(told) as { value: T; error?: string };
  if (error !== undefined) throw new Error(error);
  return value;
}

/** Tries until it works, or `tries` have failed. */
export async function patiently<T>(attempt: () => Promise<T>, tries = 100, everyMs = 200): Promise<T> {
  for (let left = tries; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (left <= 1) throw error;
      await new Promise((go) => setTimeout(go, everyMs));
    }
  }
}
