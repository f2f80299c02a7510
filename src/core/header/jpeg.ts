import type { Bytes } from './bytes';
import { exifOrientation } from './exif';
import type { Header, Orientation } from './header';
import { exifName, iccName, jpegSegments } from './jpeg-segments';

/** Trailing bytes that cameras and editors leave behind the end marker. */
const tail = 65536;

/** Reads markers up to the first scan (ITU-T T.81, annex B). @returns null where no frame is described. */
export function jpegHeader(file: Bytes): Header | null {
  let orientation: Orientation | null = null;
  let profile = false;
  let frame: Frame | null = null;
  let scanned = 0;
  let scanAt = file.length;
  for (const { marker, body, end } of jpegSegments(file)) {
    // Of several the first counts, as for libvips.
    if (marker === 0xe1 && file.has(body, exifName)) orientation ??= exifOrientation(file.sub(body + 6, end));
    if (marker === 0xe2 && file.has(body, iccName)) profile = true;
    if (isFrame(marker) && !frame) {
      frame = frameAt(file, marker, body);
      if (!frame) return null;
    }
    if (marker === 0xda) {
      scanned = file.u8(body);
      scanAt = body;
    }
  }
  if (!frame) return null;
  const { progressive, ...told } = frame;
  // A scan of some components alone is followed by others: such a file is held whole while it is decoded.
  const interlaced = progressive || (scanned > 0 && scanned < told.bands);
  // Before the scan there may be another picture's end marker: that of a thumbnail.
  const complete = file.lastOf('\xff\xd9', tail) >= scanAt;
  return { ...told, orientation: orientation ?? 1, profile, interlaced, complete };
}

/** SOF0 to SOF15 without DHT, JPG and DAC. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

type Frame = Omit<Header, 'orientation' | 'profile' | 'interlaced' | 'complete'> & { readonly progressive: boolean };

function frameAt(file: Bytes, marker: number, at: number): Frame | null {
  const height = file.u16(at + 1);
  const width = file.u16(at + 3);
  const components = file.u8(at + 5);
  if (width === 0 || height === 0 || components === 0 || at + 6 + 3 * components > file.length) return null;
  return {
    format: 'jpeg',
    width,
    height,
    bands: components,
    alpha: false,
    space: components === 1 ? 'grey' : components === 4 ? 'cmyk' : 'rgb',
    depth: file.u8(at),
    float: false,
    pages: 1,
    sampling: components === 3 ? samplingOf(file, at + 6) : null,
    progressive: [0xc2, 0xc6, 0xca, 0xce].includes(marker),
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
