/**
 * How a task can end without its own doing, and what a queue may answer.
 * - `timed-out`: it ran longer than its time; its worker was ended and replaced.
 * - `worker-crashed`: its worker died under it, alone, as often as `retries` allows.
 * - `aborted`: its signal, `terminate()` or a closed pool ended it.
 * - `start-failed`: no worker could be started (script not found, syntax error, refused by policy).
 * - `closed`: it was handed to a pool that takes no more, or asked of a queue that is closed.
 * - `empty`, `full`: a queue had no value, or no room, in time.
 */
export type PoolErrorCode = 'timed-out' | 'worker-crashed' | 'aborted' | 'start-failed' | 'closed' | 'empty' | 'full';

export class PoolError extends Error {
  override readonly name: string = 'PoolError';
  readonly code: PoolErrorCode;

  constructor(code: PoolErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** What a task ends with whose signal was aborted; `cause` is the signal's reason. */
export function aborted(signal: AbortSignal): PoolError {
  return new PoolError('aborted', 'The task was aborted.', { cause: signal.reason });
}

/** An error as plain data: comlink drops `code` and `cause`, structured clone drops both and the class. */
export interface ErrorRecord {
  readonly name: string;
  readonly message: string;
  readonly code?: string | number;
  readonly stack?: string;
  readonly cause?: ErrorRecord;
}

const longest = 64 * 1024;
const deepest = 8;

/** Whatever was thrown, as plain data: of what is no error, its text. Never throws itself. */
export function recordOf(thrown: unknown, depth = 0): ErrorRecord {
  try {
    if (!isErrorLike(thrown)) return { name: 'Error', message: cut(textOf(thrown)) };
    const { name, message, stack, code, cause } = thrown as Partial<Error> & { code?: unknown };
    return {
      name: name === undefined ? 'Error' : textOf(name),
      message: cut(textOf(message)),
      ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
      ...(typeof stack === 'string' ? { stack: cut(stack) } : {}),
      ...(cause !== undefined && depth < deepest ? { cause: recordOf(cause, depth + 1) } : {}),
    };
  } catch {
    // A getter of the error itself throws.
    return { name: 'Error', message: 'an error that cannot be read' };
  }
}

/** An error thrown in a worker, whole again on this side: name, message, code, cause, and its stack before the caller's. */
export class RemoteError extends Error {
  override readonly name: string;
  readonly code: string | number | undefined;

  /** @param caller Made where the task was handed over: its stack says who called. */
  constructor(record: ErrorRecord, caller?: Error) {
    super(record.message, record.cause ? { cause: new RemoteError(record.cause) } : undefined);
    this.name = record.name;
    this.code = record.code;
    const stacks = [record.stack, caller && `    at a worker, called from:\n${framesOf(caller)}`];
    this.stack = stacks.filter(Boolean).join('\n') || `${this.name}: ${this.message}`;
  }
}

/** What a task threw, on its way to whoever waits, where it becomes a `RemoteError`. */
export class TaskFailure {
  readonly #record: ErrorRecord;
  readonly #caller: Error | null;

  constructor(record: ErrorRecord, caller: Error | null) {
    this.#record = record;
    this.#caller = caller;
  }

  /** To be called in the async function that the user awaits: the stack is then told by the engine. */
  whole(): RemoteError {
    return new RemoteError(this.#record, this.#caller ?? new Error());
  }
}

/** What a task's end is told as. */
export function told(reason: unknown): unknown {
  return reason instanceof TaskFailure ? reason.whole() : reason;
}

/** Without its first line, which in V8 is the error's own. */
function framesOf({ stack = '' }: Error): string {
  return 'captureStackTrace' in Error && stack.includes('\n    at ')
    ? stack.slice(stack.indexOf('\n    at ') + 1)
    : stack;
}

/** `WebAssembly.Exception` is no `Error`, but has a message. */
function isErrorLike(value: unknown): boolean {
  return value instanceof Error || (typeof value === 'object' && value !== null && 'message' in value);
}

function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return 'a value that has no text';
  }
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
