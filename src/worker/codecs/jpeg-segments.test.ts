import { describe, expect, it } from 'vitest';
import { readHeader } from '../../core/header/read';
import { rgbPicture } from '../testing/jpeg-pictures';
import { nodeKernels } from '../testing/node-kernels';
import {
  jpegHead,
  orientationExif,
  readJpegSegments,
  setOrientation,
  withOrientation,
  type JpegSegments,
} from './jpeg-segments';

const kernels = await nodeKernels();
const orientations = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** A small whole file that holds the payloads. */
function fileWith(segments: JpegSegments): Uint8Array<ArrayBuffer> {
  const mark = kernels.mark();
  const { width, height, bytes } = rgbPicture('gradient', 9, 5);
  const at = kernels.alloc(bytes.length);
  kernels.bytes(at, bytes.length).set(bytes);
  const pixels = { kind: 'packed', layout: 'rgb', at, stride: 3 * width, width, height } as const;
  const file = kernels.encodeJpeg(pixels, { quality: 80, sampling: '4:4:4', segments });
  kernels.release(mark);
  return file;
}

function payload(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * 7 + (i >> 8)) & 255);
}

/** A little-endian block with a tag before and one behind the orientation. */
function littleExif(orientation: number): Uint8Array {
  const tiff = new Uint8Array(50);
  const view = new DataView(tiff.buffer);
  tiff.set([0x49, 0x49, 0x2a, 0]);
  view.setUint32(4, 8, true);
  view.setUint16(8, 3, true);
  [0x0100, 0x0112, 0x0128].forEach((tag, i) => {
    view.setUint16(10 + 12 * i, tag, true);
    view.setUint16(12 + 12 * i, 3, true);
    view.setUint32(14 + 12 * i, 1, true);
    view.setUint16(18 + 12 * i, tag === 0x0112 ? orientation : 9, true);
  });
  return tiff;
}

describe('the metadata of a JPEG file', () => {
  it.each([1, 1000, 65519, 65520, 2 * 65519, 200_000])(
    'comes back as it was written, with %i bytes of profile',
    (n) => {
      const segments = { exif: orientationExif(6), icc: payload(n), xmp: payload(900) };
      const found = readJpegSegments(fileWith(segments));
      for (const name of ['exif', 'icc', 'xmp'] as const)
        expect(Buffer.compare(found[name]!, segments[name]), name).toBe(0);
    },
  );

  it('is none where a file has none', () => {
    expect(readJpegSegments(fileWith({}))).toEqual({ exif: null, icc: null, xmp: null });
  });

  it('takes the largest payloads that fit, and refuses a byte more', () => {
    const most = { exif: 65527, xmp: 65504, icc: 255 * 65519 };
    for (const name of ['exif', 'xmp', 'icc'] as const) {
      expect(jpegHead({ [name]: new Uint8Array(most[name]) }).length).toBeGreaterThan(most[name]);
      expect(() => jpegHead({ [name]: new Uint8Array(most[name] + 1) }), name).toThrow(RangeError);
    }
  });

  it('stands behind JFIF, EXIF first', () => {
    const head = jpegHead({ icc: payload(3), xmp: payload(3), exif: orientationExif(3) });
    const markers = [];
    for (let at = 2; at < head.length; at += 2 + ((head[at + 2]! << 8) | head[at + 3]!)) markers.push(head[at + 1]);
    expect(markers).toEqual([0xe0, 0xe1, 0xe1, 0xe2]);
    expect([...head.subarray(2, 20)]).toEqual([
      0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0,
    ]);
  });

  it('has no usable profile where a chunk is missing', () => {
    const file = fileWith({ icc: payload(140_000) });
    // The second chunk's number.
    file[2 + 18 + (65519 + 18) + 16] = 9;
    expect(readJpegSegments(file).icc).toHaveLength(0);
  });

  it('is read from cut and broken files without an error', () => {
    const file = fileWith({ exif: littleExif(6), icc: payload(70_000), xmp: payload(300) });
    for (let length = 0; length < 200; length++) {
      readJpegSegments(file.subarray(0, length));
      setOrientation(file.slice(0, length), 1);
      const broken = file.slice();
      broken[length] = 0xff;
      setOrientation(broken, 1);
    }
    expect(readJpegSegments(Uint8Array.of(0xff, 0xd8))).toEqual({ exif: null, icc: null, xmp: null });
  });
});

describe('the orientation of a JPEG file', () => {
  it.each(orientations)('%i is read by our header reader from the smallest block that says it', (orientation) => {
    const exif = orientationExif(orientation);
    expect(exif).toHaveLength(26);
    expect(readHeader(fileWith({ exif })).header).toMatchObject({ orientation, complete: true });
  });

  it.each([orientationExif(6), littleExif(6)])('is overwritten in either byte order, and put back', (exif) => {
    const file = fileWith({ exif });
    const before = file.slice();
    const undo = setOrientation(file, 1);
    expect(readHeader(file).header).toMatchObject({ orientation: 1 });
    expect(file.filter((byte, i) => byte !== before[i])).toHaveLength(1);
    undo!();
    expect(Buffer.compare(file, before)).toBe(0);
  });

  it('is not there to overwrite where a file has no such tag', () => {
    expect(setOrientation(fileWith({}), 1)).toBeNull();
    expect(setOrientation(fileWith({ xmp: payload(30) }), 1)).toBeNull();
  });

  it('changes in a copy of a block, whose other tags stay', () => {
    const exif = littleExif(8);
    const changed = withOrientation(exif, 3);
    expect(changed).toEqual(littleExif(3));
    expect(exif).toEqual(littleExif(8));
  });

  it('leaves a block without the tag as it is for 1, and else makes one that says it', () => {
    const none = littleExif(6);
    none[22] = 0x13; // The tag's number, which becomes another's.
    expect(withOrientation(none, 1)).toEqual(none);
    expect(withOrientation(none, 6)).toEqual(orientationExif(6));
  });
});
