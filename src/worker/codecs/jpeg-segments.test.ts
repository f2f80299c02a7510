import { describe, expect, it } from 'vitest';
import { readHeader } from '../../core/header/read';
import { rgbPicture } from '../testing/jpeg-pictures';
import { exifOf } from '../testing/exif-blocks';
import { nodeKernels } from '../testing/node-kernels';
import { orientationExif } from './exif-block';
import { jpegHead, readJpegSegments, setOrientation, type JpegSegments } from './jpeg-segments';

const kernels = await nodeKernels();
const nothing = { exif: null, icc: null, xmp: null, moreXmp: [], photoshop: [] };
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

const blocks = (['little', 'big'] as const).map((order) =>
  exifOf({ order, orientation: 6, across: 9, down: 5, rest: 9 }),
);
const [littleExif, bigExif] = blocks as [Uint8Array, Uint8Array]; // Two of two.

/** The file with these bytes behind SOI and JFIF. */
function begun(file: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from([file.subarray(0, 20), ...parts, file.subarray(20)].flatMap((part) => [...part]));
}

/** A segment of its own, without SOI and JFIF. */
function alone(segments: JpegSegments): Uint8Array {
  return jpegHead(segments).subarray(20);
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
    expect(readJpegSegments(fileWith({}))).toEqual(nothing);
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

  it('comes back with segments that are carried as they are, in their order', () => {
    const part = (name: string, length: number) =>
      Uint8Array.from([...Buffer.from(name, 'latin1'), ...payload(length)]);
    const moreXmp = [1, 60_000].map((length) => part('http://ns.adobe.com/xmp/extension/\0', length));
    const photoshop = [900, 5].map((length) => part('Photoshop 3.0\0', length));
    const found = readJpegSegments(fileWith({ xmp: payload(5), moreXmp, photoshop }));
    expect(found).toEqual({ ...nothing, xmp: payload(5), moreXmp, photoshop });
  });

  it('is that of the first block or packet of several', () => {
    const file = begun(fileWith({ exif: littleExif, xmp: payload(9) }), alone({ exif: bigExif, xmp: payload(4) }));
    expect(readJpegSegments(file)).toMatchObject({ exif: bigExif, xmp: payload(4) });
  });

  it.each([
    ['garbage', [0, 1, 0xfe, 0x55]],
    ['fill bytes', [0xff, 0xff, 0xff]],
    ['markers that stand alone', [0xff, 0x01, 0xff, 0xd0]],
    ['a stuffed byte', [0xff, 0]],
    ['a segment whose length does not count itself', [0xff, 0xe5, 0, 0]],
  ])('is found behind %s, by the reader of headers too', (_, bytes) => {
    const file = begun(fileWith({ exif: littleExif, icc: payload(70_000) }), Uint8Array.from(bytes));
    const found = readJpegSegments(file);
    expect(found.exif).toEqual(littleExif);
    expect(found.icc).toHaveLength(70_000);
    expect(readHeader(file).header).toMatchObject({ orientation: 6, profile: true, width: 9, height: 5 });
    setOrientation(file, 1);
    expect(readHeader(file).header).toMatchObject({ orientation: 1 });
  });

  it('is not what stands behind the first scan or the end of the image', () => {
    const file = fileWith({});
    const late = (marker: number) => Uint8Array.of(0xff, marker, 0, 2);
    expect(readJpegSegments(begun(fileWith({ exif: bigExif }), late(0xd9)))).toEqual(nothing);
    expect(readJpegSegments(begun(fileWith({ exif: bigExif }), late(0xda)))).toEqual(nothing);
    expect(readJpegSegments(Uint8Array.from([...file, ...jpegHead({ exif: bigExif })]))).toEqual(nothing);
  });

  it('counts not where the file ends within it', () => {
    const head = jpegHead({ exif: bigExif });
    expect(readJpegSegments(head).exif).toEqual(bigExif);
    expect(readJpegSegments(head.subarray(0, head.length - 1))).toEqual(nothing);
  });

  it('is read from cut and broken files without an error', () => {
    const file = fileWith({ exif: littleExif, icc: payload(70_000), xmp: payload(300) });
    for (let length = 0; length < 200; length++) {
      readJpegSegments(file.subarray(0, length));
      setOrientation(file.slice(0, length), 1);
      for (const byte of [0, 0xff]) {
        const broken = file.slice();
        broken[length] = byte;
        readJpegSegments(broken);
        setOrientation(broken, 1);
      }
    }
    expect(readJpegSegments(Uint8Array.of(0xff, 0xd8))).toEqual(nothing);
  });
});

describe('a profile in several chunks', () => {
  const icc = payload(140_000);
  const head = alone({ icc });
  const ends = [65537, 2 * 65537, head.length];
  const chunks = ends.map((end, i) => head.subarray(ends[i - 1] ?? 0, end));
  const [one, two, three] = chunks as [Uint8Array, Uint8Array, Uint8Array]; // There are three.
  const read = (...parts: readonly Uint8Array[]) => readJpegSegments(begun(fileWith({}), ...parts)).icc;
  const changed = (chunk: Uint8Array, at: number, value: number) => chunk.map((byte, i) => (i === at ? value : byte));

  it('is put together in whatever order they come', () => {
    expect(Buffer.compare(read(three, one, two)!, icc)).toBe(0);
  });

  it.each([
    ['is missing', [one, three]],
    ['is there twice', [one, two, two, three]],
    ['has the number of another', [one, changed(two, 16, 3), three]],
    ['has the number 0', [changed(one, 16, 0), two, three]],
    ['has another count', [one, changed(two, 17, 4), three]],
    ['holds nothing', [one, two, three, Uint8Array.from([...one.subarray(0, 2), 0, 14, ...one.subarray(4, 16)])]],
  ] as const)('is not usable where one %s', (_, parts) => {
    expect(read(...parts)).toHaveLength(0);
  });
});

describe('the orientation of a JPEG file', () => {
  it.each(orientations)('%i is read by our header reader from the smallest block that says it', (orientation) => {
    const exif = orientationExif(orientation);
    expect(exif).toHaveLength(26);
    expect(readHeader(fileWith({ exif })).header).toMatchObject({ orientation, complete: true });
  });

  it.each([orientationExif(6), littleExif, bigExif])('is overwritten in either byte order, and put back', (exif) => {
    const file = fileWith({ exif });
    const before = file.slice();
    const undo = setOrientation(file, 1);
    expect(readHeader(file).header).toMatchObject({ orientation: 1 });
    expect(file.filter((byte, i) => byte !== before[i])).toHaveLength(1);
    undo!();
    expect(Buffer.compare(file, before)).toBe(0);
  });

  it('is overwritten in every block that has one, and put back', () => {
    const file = begun(fileWith({ exif: littleExif }), alone({ exif: orientationExif(8) }));
    expect(readHeader(file).header).toMatchObject({ orientation: 8 });
    const before = file.slice();
    const undo = setOrientation(file, 1);
    expect(file.filter((byte, i) => byte !== before[i])).toEqual(Uint8Array.of(1, 1));
    undo!();
    expect(Buffer.compare(file, before)).toBe(0);
  });

  it('is not there to overwrite where a file has no such tag', () => {
    expect(setOrientation(fileWith({}), 1)).toBeNull();
    expect(setOrientation(fileWith({ xmp: payload(30) }), 1)).toBeNull();
  });
});
