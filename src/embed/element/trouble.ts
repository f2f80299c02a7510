import type { EmbedCode } from '../protocol';

/** What keeps a field from working. `code` is for programs, the message for people. */
export class EmbedError extends Error {
  override readonly name = 'ManyHandsError';
  readonly code: EmbedCode;

  constructor(code: EmbedCode, message: string) {
    super(message);
    this.code = code;
  }
}
