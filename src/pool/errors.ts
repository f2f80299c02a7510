/**
 * How a task can end without its own doing.
 * - `timed-out`: it ran longer than its time; its worker was ended and replaced.
 * - `worker-crashed`: its worker died under it, alone, as often as `retries` allows.
 * - `aborted`: its signal, `terminate()` or a closed pool ended it.
 * - `start-failed`: no worker could be started (script not found, syntax error, refused by policy).
 * - `closed`: it was handed to a pool that takes no more.
 */
export type PoolErrorCode = 'timed-out' | 'worker-crashed' | 'aborted' | 'start-failed' | 'closed';

export class PoolError extends Error {
  override readonly name: string = 'PoolError';
  readonly code: PoolErrorCode;

  constructor(code: PoolErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** An error as plain data: comlink drops `code` and `cause`, structured clone drops both and the class. */
export interface ErrorRecord {
  readonly name: string;
  readonly message: string;
  readonly code?: string | number;
  readonly stack?: string;
  readonly cause?: ErrorRecord;
  /** Set where what was thrown was no error: its text. */
  readonly thrown?: string;
}

const longest = 64 * 1024;
const deepest = 8;

/** Whatever was thrown, as plain data; never throws itself. */
export function recordOf(thrown: unknown, depth = 0): ErrorRecord {
  if (!isErrorLike(thrown)) {
    const text = cut(textOf(thrown));
    return { name: 'Error', message: text, thrown: text };
  }
  const { name, message, stack, code, cause } = thrown as Error & { code?: unknown };
  return {
    name: String(name),
    message: cut(textOf(message)),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(typeof stack === 'string' ? { stack: cut(stack) } : {}),
    ...(cause !== undefined && depth < deepest ? { cause: recordOf(cause, depth + 1) } : {}),
  };
}

/** An error thrown in a worker, whole again on this side: name, message, code, cause and the worker's stack. */
export class RemoteError extends Error {
  override readonly name: string;
  readonly code: string | number | undefined;

  constructor(record: ErrorRecord) {
    super(record.message, record.cause ? { cause: new RemoteError(record.cause) } : undefined);
    this.name = record.name;
    this.code = record.code;
    if (record.stack) this.stack = `${record.stack}\n    at a worker, called from:\n${this.stack ?? ''}`;
  }
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
