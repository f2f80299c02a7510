import type Vips from 'wasm-vips';
import { piped } from '../../core/operations/handles';

/**
 * A PGM or PPM with its greatest value at white: libvips leaves samples as they are, so that 10 bits of 16 would be dark.
 * @param image As libvips has opened the file; stays the caller's. @returns a new handle.
 */
export function withFullRange(image: Vips.Image, bytes: Uint8Array): Vips.Image {
  const most = greatest(bytes);
  const white = image.format === 'uchar' ? 255 : 65535;
  if (most === null || most >= white || (image.format !== 'uchar' && image.format !== 'ushort')) return image.copy();
  return piped(
    image,
    // Rounded, not cut.
    (one) => one.linear([white / most], [0.5]),
    (one) => one.cast(image.format),
    (one) => one.copy({ interpretation: image.interpretation }),
  );
}

const headBytes = 4096;

/** The third number of the header, comments aside (netpbm's pgm(5) and ppm(5)); null for formats without one. */
function greatest(bytes: Uint8Array): number | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, headBytes));
  if (!/^P[2356]/.test(head)) return null;
  const numbers = head
    .slice(2)
    .replace(/#[^\n\r]*/g, ' ')
    .split(/\s+/);
  // Ahead of the first number there is a space, too.
  const most = Number(numbers[3]);
  return most > 0 ? most : null;
}
