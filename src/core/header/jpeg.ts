import type { Bytes } from './bytes';
import { exifOrientation } from './exif';
import type { Header, Orientation } from './header';

/** Trailing bytes that cameras and editors leave behind the end marker. */
const tail = 65536;

/** Reads markers up to the frame header (ITU-T T.81, annex B). @returns null where none is found. */
export function jpegHeader(file: Bytes): Header | null {
  let orientation: Orientation = 1;
  let profile = false;
  let at = 2;
  while (at + 4 <= file.length) {
    if (file.u8(at) !== 0xff) {
      at++; // libjpeg skips garbage between segments too.
      continue;
    }
    const marker = file.u8(at + 1);
    if (marker === 0xff || marker === 0 || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (marker === 0xd9 || marker === 0xda) return null;
    const length = file.u16(at + 2);
    const body = at + 4;
    const end = at + 2 + Math.max(2, length);
    if (marker === 0xe1 && file.has(body, 'Exif\0\0')) orientation = exifOrientation(file.sub(body + 6, end));
    if (marker === 0xe2 && file.has(body, 'ICC_PROFILE\0')) profile = true;
    if (isFrame(marker)) return frame(file, marker, body, { orientation, profile });
    at = end;
  }
  return null;
}

/** SOF0 to SOF15 without DHT, JPG and DAC. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function frame(file: Bytes, marker: number, at: number, seen: Pick<Header, 'orientation' | 'profile'>): Header | null {
  const height = file.u16(at + 1);
  const width = file.u16(at + 3);
  const components = file.u8(at + 5);
  if (width === 0 || height === 0 || components === 0 || at + 6 + 3 * components > file.length) return null;
  const space = components === 1 ? 'grey' : components === 4 ? 'cmyk' : 'rgb';
  return {
    ...seen,
    format: 'jpeg',
    width,
    height,
    bands: components,
    alpha: false,
    space,
    depth: file.u8(at),
    float: false,
    pages: 1,
    sampling: components === 3 ? samplingOf(file, at + 6) : null,
    interlaced: [0xc2, 0xc6, 0xca, 0xce].includes(marker),
    complete: file.lastOf('\xff\xd9', tail) >= 0,
  };
}

function samplingOf(file: Bytes, at: number): Header['sampling'] {
  const factors = [0, 1, 2].map((i) => file.u8(at + 3 * i + 1));
  const [y, cb, cr] = factors;
  if (cb !== 0x11 || cr !== 0x11) return y === cb && y === cr ? '4:4:4' : 'other';
  switch (y) {
    case 0x11:
      return '4:4:4';
    case 0x21:
      return '4:2:2';
    case 0x22:
      return '4:2:0';
    case 0x12:
      return '4:4:0';
    case 0x41:
      return '4:1:1';
    default:
      return 'other';
  }
}
