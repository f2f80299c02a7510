import { ItemError } from '../../core/errors';
import { formatNames } from '../../core/header/format-names';
import type { ImageFormat } from '../../core/header/header';
import type { VipsLibrary } from '../vips';

/** What each loader says of a file that ends too early. */
const cutShort = [
  /premature end/i,
  /unexpected end/i,
  /not enough (image )?data/i,
  /(?:bad )?seek|seek error|read error at scanline|short read/i,
  /truncated/i,
  /end of (?:file|stream)/i,
  /no frames in gif/i,
  /memory area too small/i,
];

/** Lines that tell of a file's odd tags, which are read over, or of where pixels were going; they may be the last that fit into a message. */
const besidesThePoint = /^unable to (?:call|load)|^(?:\w+: )?unable to write|set_get_field_type|tag ignored/i;

const noReason = 'the decoder gives no reason';

const noMemory = [
  /out of memory/i,
  /bad_alloc/i,
  /cannot (?:allocate|enlarge)/i,
  /(?:unable|failed) to (?:allocate|malloc)|could not allocate/i,
  /(?:insufficient|not enough) memory|picture memory error/i,
  /failed to grow/i,
  // ImageMagick's words for more pixels than it may hold.
  /cache resources exhausted/i,
  /memory allocation failed/i,
  // libvips' word for more bytes than 32 bits can count.
  /dimension overflow/i,
];

/**
 * What libvips threw while a file was read, as item trouble. libvips' error buffer holds all warnings since the last
 * error; the last line is the one that counts.
 * @param complete The header's word on the end marker: libpng says "read error" for a cut file and a damaged one alike.
 */
export function readTrouble(thrown: unknown, format: ImageFormat, complete: boolean | null): ItemError {
  if (thrown instanceof ItemError) return thrown;
  const text = textOf(thrown);
  const name = formatNames[format];
  if (noMemory.some((pattern) => pattern.test(text))) {
    return new ItemError('out-of-memory', `The memory of one worker does not suffice for this ${name} file.`, {
      cause: thrown,
    });
  }
  const reason = lastLine(text);
  // libjpeg's word for a cut header comes before its last line.
  const isCut = complete === false || /premature end/i.test(text) || cutShort.some((pattern) => pattern.test(reason));
  if (isCut) return new ItemError('truncated', `The ${name} file ends before its image does.`, { cause: thrown });
  const why = reason === noReason ? '' : `: ${reason}`;
  return new ItemError('corrupt', `The ${name} file is damaged${why}.`, { cause: thrown });
}

/**
 * Whether what was thrown leaves a worker's memory worse than it was: a trap inside wasm leaves it in no known state, and
 * memory that ran out stays as full of holes as it is, since it never shrinks.
 */
export function spoilsMemory(thrown: unknown): boolean {
  if (thrown instanceof ItemError) return thrown.code === 'out-of-memory' || spoilsMemory(thrown.cause);
  return thrown instanceof WebAssembly.RuntimeError || isOutOfMemory(thrown);
}

/** Whether the trouble is memory's: then it is nobody else's, whichever step was at work. */
export function isOutOfMemory(thrown: unknown): boolean {
  return noMemory.some((pattern) => pattern.test(textOf(thrown)));
}

/** What was thrown, in words: `WebAssembly.Exception` is no Error, and its message may be a list. */
export function textOf(thrown: unknown): string {
  return String((thrown as { message?: unknown } | null)?.message ?? thrown);
}

/** The reason without the name of the loader in front; "unable to call" names but the operation that pulled the pixels. */
export function lastLine(text: string): string {
  const lines = text
    .replace(/^vips::Error,\s*/, '')
    .trim()
    .split('\n');
  const told = lines.filter((line) => !besidesThePoint.test(line)).at(-1) ?? '';
  return told.replace(/^\w+: /, '').replace(/(?<!\.)\.+$/, '') || noReason;
}

/**
 * Empties libvips' error buffer, which gathers the warnings of files that were read all the same: the next error would
 * be told with the last file's words. Only an error empties it, so one is made.
 */
export function forgetWarnings(vips: VipsLibrary): void {
  try {
    vips.Image.newFromBuffer(new Uint8Array(1)).delete();
  } catch {
    // This is the error.
  }
}
