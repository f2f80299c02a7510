import type { Orientation } from '../../core/header/header';
import { ItemError } from '../../core/errors';
import type { Recipe } from '../../core/recipe/recipe';
import type { Kernels } from '../kernels';
import { inChannels } from '../channels';
import { bandsOf, type Packed } from '../pixels';
import { writePng } from './write-png';
import { writeWebp } from './write-webp';

export interface BrowserWriting {
  readonly format: 'png' | 'webp';
  readonly output: Pick<Recipe['output'], 'quality' | 'lossless'>;
  readonly orientation: Orientation;
  /** Whether a canvas keeps colours under alpha. */
  readonly keepsAlpha: boolean;
}

/**
 * Writes a file by the browser's encoders. The pixels are copied at once, and need not stay.
 * @param pixels Grey, RGB or RGBA.
 * @returns what settles with exactly sized bytes of their own, or rejects with an ItemError `step-failed`.
 */
export function writeByBrowser(
  kernels: Kernels,
  pixels: Packed,
  { format, output, orientation, keepsAlpha }: BrowserWriting,
): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height, layout } = pixels;
  const four = format === 'webp' ? inChannels(kernels, pixels, 'rgba', [0, 0, 0, 1]) : pixels;
  const bands = bandsOf(four.layout);
  const data = kernels.bytes(four.at, width * height * bands).slice();
  const writing =
    format === 'png'
      ? writePng({ width, height, bands, data }, orientation)
      : writeWebp(
          { width, height, data: new Uint8ClampedArray(data.buffer), hasAlpha: layout === 'rgba' },
          { ...output, keepsAlpha },
          orientation,
        );
  return writing.catch((error: unknown) => {
    throw new ItemError('step-failed', `The browser could not write the file: ${String(error)}`, {
      advice: 'Choose another format, or run it on an isolated page.',
      cause: error,
    });
  });
}
