import type { Bytes } from './bytes';
import { exifOrientation } from './exif';
import type { Header, Orientation } from './header';

const tail = 65536;
/** Chunks before the pixels; a real file has a dozen. */
const mostChunks = 100_000;

/** What the specification allows for a side. */
const longestSide = 0x7fffffff;

const bandsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 3, 4: 2, 6: 4 };

/** Reads chunks up to the first IDAT, and eXIf behind it too (PNG 3rd edition, 5.3 and 11). @returns null for a bad IHDR. */
export function pngHeader(file: Bytes): Header | null {
  if (!file.has(12, 'IHDR') || file.length < 33) return null;
  const width = file.u32(16);
  const height = file.u32(20);
  const depth = file.u8(24);
  const type = file.u8(25);
  const colours = bandsOf[type];
  if (width === 0 || height === 0 || Math.max(width, height) > longestSide || colours === undefined) return null;
  const { transparent, profile, orientation } = chunks(file);
  const alpha = type === 4 || type === 6 || transparent;
  return {
    format: 'png',
    width,
    height,
    orientation,
    bands: colours + (transparent && type !== 4 && type !== 6 ? 1 : 0),
    alpha,
    space: colours < 3 ? 'grey' : 'rgb',
    depth: type === 3 ? 8 : depth,
    float: false,
    pages: 1,
    profile,
    sampling: null,
    interlaced: file.u8(28) === 1,
    complete: file.lastOf('IEND', tail) >= 0,
  };
}

function chunks(file: Bytes): { transparent: boolean; profile: boolean; orientation: Orientation } {
  let transparent = false;
  let profile = false;
  let orientation: Orientation = 1;
  let at = 33;
  for (let count = 0; count < mostChunks && at + 8 <= file.length; count++) {
    const length = file.u32(at);
    if (file.has(at + 4, 'tRNS')) transparent = true;
    else if (file.has(at + 4, 'iCCP')) profile = true;
    else if (file.has(at + 4, 'eXIf')) orientation = exifOrientation(file.sub(at + 8, at + 8 + length));
    else if (file.has(at + 4, 'IEND')) break;
    at += 12 + length;
  }
  return { transparent, profile, orientation };
}
