import type { Bytes } from './bytes';

/** Of a JPEG file, by offsets. */
export interface JpegSegment {
  /** The second byte of the marker. */
  readonly marker: number;
  /** Behind marker and length. */
  readonly body: number;
  /** Exclusive; past the file's end where the segment is cut. */
  readonly end: number;
}

/** What an APP1 segment with a TIFF structure begins with (EXIF 2.32, 4.7.2). */
export const exifName = 'Exif\0\0';
/** What an APP2 segment with a chunk of a profile begins with (ICC.1:2022, B.4). */
export const iccName = 'ICC_PROFILE\0';

/** Segments before the picture; a photograph with large metadata has a few hundred. */
const mostSegments = 10_000;
/** Bytes of garbage that are skipped between segments, all in all. */
const mostGarbage = 65536;

/** The marker segments behind SOI (ITU-T T.81, B.1.1), up to the first scan and with it, or the end of the image. */
export function* jpegSegments(file: Bytes): Generator<JpegSegment> {
  let at = 2;
  let garbage = 0;
  for (let count = 0; count < mostSegments && garbage < mostGarbage && at + 4 <= file.length;) {
    const marker = file.u8(at + 1);
    // libjpeg skips garbage between segments too, and markers that stand alone.
    if (file.u8(at) !== 0xff || marker === 0xff || marker === 0 || isAlone(marker)) {
      at++;
      garbage++;
      continue;
    }
    if (marker === 0xd9) return;
    const end = at + 2 + Math.max(2, file.u16(at + 2));
    yield { marker, body: at + 4, end };
    if (marker === 0xda) return;
    at = end;
    count++;
  }
}

/** TEM, RST0 to RST7 and SOI have no length. */
function isAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}
