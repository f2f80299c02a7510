import type { ItemError } from '../core/errors';
import type { Header } from '../core/header/header';
import { isOutOfMemory, lastLine, readTrouble, textOf } from './codecs/trouble';
import { stepTrouble } from './run-steps';

/**
 * What was thrown on the way from decoder to encoder, as item trouble.
 * @param isStepping Whether a step was at work, rather than the decoder.
 * @throws what is a bug of ours.
 */
export function wayTrouble(error: unknown, { format, complete }: Header, isStepping: boolean): ItemError {
  if (!isStepping || isOutOfMemory(error)) return readTrouble(error, format, complete);
  if (isBug(error)) throw error;
  // Building a pipeline can pull pixels too (a copy to memory): what the decoder says of them comes first.
  const trouble = readTrouble(error, format, complete);
  const isDecoders = trouble.code === 'truncated' || decoders.test(textOf(error));
  return isDecoders ? trouble : stepTrouble(error, lastLine(textOf(error)));
}

/** The libraries that read files, as they sign what they say. */
const decoders = /libpng|libspng|VipsJpeg|(?:jpeg|png|spng|webp|gif|tiff|ppm)(?:load|2vips)/i;

/** Ours throw plain errors; libvips throws its own kind, or says so in the message. */
function isBug(error: unknown): boolean {
  return error instanceof Error && !/vips/i.test(error.message);
}
