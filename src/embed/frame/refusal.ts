import type { AppCode } from '../../core/errors';
import type { EmbedCode } from '../protocol';

/** Why something could not be made at all, as the page is told it. */
export interface Refusal {
  readonly code: EmbedCode | AppCode;
  readonly message: string;
}

/** What was thrown: an AppError, or a bug. */
export function refusalOf(error: unknown): Refusal {
  const { code = 'failed', message } = error as { code?: AppCode; message: string };
  return { code, message };
}
