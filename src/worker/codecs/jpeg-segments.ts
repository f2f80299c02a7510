import { Bytes } from '../../core/header/bytes';
import { exifEntry, exifTag } from '../../core/header/exif';
import type { Orientation } from '../../core/header/header';
import { exifName, iccName, jpegSegments } from '../../core/header/jpeg-segments';
import { viewOf } from './exif-block';

/** Metadata of a JPEG file: payloads without their segments' headers and names. */
export interface JpegSegments {
  /** A TIFF structure, from its byte-order mark on (EXIF 2.32, 4.5.2); 65,527 bytes at most. */
  readonly exif?: Uint8Array;
  /** A profile (ICC.1:2022), put together from its chunks. */
  readonly icc?: Uint8Array;
  /** A packet of XML; 65,504 bytes at most. */
  readonly xmp?: Uint8Array;
  /** Parts of an XMP packet that is too large for one segment (XMP part 3, 1.1.3.1), with their names. */
  readonly moreXmp?: readonly Uint8Array[];
  /** Photoshop's resources, IPTC among them, as in APP13: with their names. */
  readonly photoshop?: readonly Uint8Array[];
}

const xmpName = 'http://ns.adobe.com/xap/1.0/\0';
const moreXmpName = 'http://ns.adobe.com/xmp/extension/\0';
const photoshopName = 'Photoshop 3.0\0';

/** A segment's length counts itself and is 16 bits long. */
const mostPayload = 65533;
const mostIcc = mostPayload - iccName.length - 2;

/** SOI, JFIF 1.01 with square pixels (ITU-T T.871, 10.1), then what is given: what stands before a file's tables. */
export function jpegHead({ exif, icc, xmp, moreXmp = [], photoshop = [] }: JpegSegments): Uint8Array<ArrayBuffer> {
  const jfif = [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];
  const parts = [
    Uint8Array.of(0xff, 0xd8),
    segment(0xe0, Uint8Array.from(jfif)),
    ...(exif ? [segment(0xe1, textBytes(exifName), exif)] : []),
    ...(xmp ? [segment(0xe1, textBytes(xmpName), xmp)] : []),
    ...moreXmp.map((part) => segment(0xe1, part)),
    ...(icc ? iccChunks(icc) : []),
    ...photoshop.map((part) => segment(0xed, part)),
  ];
  const head = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    head.set(part, at);
    at += part.length;
  }
  return head;
}

/** ICC.1:2022, B.4: numbered chunks, from 1. */
function iccChunks(icc: Uint8Array): Uint8Array[] {
  const count = Math.ceil(icc.length / mostIcc);
  if (count > 255)
    throw new RangeError(`Expected a profile of ${255 * mostIcc} bytes at most, received ${icc.length}.`);
  return Array.from({ length: count }, (_, i) =>
    segment(0xe2, textBytes(iccName), Uint8Array.of(i + 1, count), icc.subarray(i * mostIcc, (i + 1) * mostIcc)),
  );
}

function segment(marker: number, ...payload: readonly Uint8Array[]): Uint8Array {
  const length = payload.reduce((sum, part) => sum + part.length, 0);
  if (length > mostPayload)
    throw new RangeError(`Expected ${mostPayload} bytes of a segment at most, received ${length}.`);
  const bytes = new Uint8Array(4 + length);
  bytes.set([0xff, marker, (length + 2) >> 8, (length + 2) & 0xff]);
  let at = 4;
  for (const part of payload) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function textBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** Views of a file's bytes, but for the profile, which is put together. */
export interface Found {
  readonly exif: Uint8Array | null;
  /** Empty where a chunk is missing, or chunks contradict each other. */
  readonly icc: Uint8Array | null;
  readonly xmp: Uint8Array | null;
  readonly moreXmp: readonly Uint8Array[];
  readonly photoshop: readonly Uint8Array[];
}

/** The metadata of a JPEG file, up to its first scan; of several EXIF blocks or XMP packets the first, as for libvips. */
export function readJpegSegments(bytes: Uint8Array): Found {
  const file = new Bytes(bytes);
  let exif: Uint8Array | null = null;
  let xmp: Uint8Array | null = null;
  const moreXmp: Uint8Array[] = [];
  const photoshop: Uint8Array[] = [];
  const chunks: Uint8Array[] = [];
  for (const { marker, body, end } of jpegSegments(file)) {
    // A cut file's last segment is none that counts.
    if (end > bytes.length) break;
    const is = (app: number, name: string) => marker === app && file.has(body, name) && body + name.length <= end;
    const rest = (name: string) => bytes.subarray(body + name.length, end);
    if (is(0xe1, exifName)) exif ??= rest(exifName);
    else if (is(0xe1, xmpName)) xmp ??= rest(xmpName);
    else if (is(0xe1, moreXmpName)) moreXmp.push(rest(''));
    else if (is(0xe2, iccName)) chunks.push(rest(iccName));
    else if (is(0xed, photoshopName)) photoshop.push(rest(''));
  }
  return { exif, xmp, moreXmp, photoshop, icc: chunks.length === 0 ? null : (profileOf(chunks) ?? new Uint8Array(0)) };
}

/** Chunks in their order, behind their numbers; null where they are not each there once, as libjpeg's jdicc.c asks. */
function profileOf(chunks: readonly Uint8Array[]): Uint8Array | null {
  const ordered = [...chunks].sort(([one = 0], [other = 0]) => one - other);
  const isWhole = ordered.every(([number, count], i) => number === i + 1 && count === chunks.length);
  return isWhole ? joined(ordered.map((chunk) => chunk.subarray(2))) : null;
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/**
 * Overwrites the Orientation tag of a file in place, in every EXIF block that has one: decoders differ in which counts.
 * @returns what puts the tags back as they were; null where the file has none.
 */
export function setOrientation(bytes: Uint8Array, orientation: Orientation): (() => void) | null {
  const file = new Bytes(bytes);
  const undo: (() => void)[] = [];
  for (const { marker, body, end } of jpegSegments(file)) {
    if (marker !== 0xe1 || !file.has(body, exifName)) continue;
    const tiff = file.sub(body + exifName.length, end);
    const entry = exifEntry(tiff, exifTag.orientation);
    if (!entry) continue;
    const view = viewOf(tiff.data);
    const before = view.getUint16(entry.valueAt, entry.little);
    view.setUint16(entry.valueAt, orientation, entry.little);
    undo.push(() => view.setUint16(entry.valueAt, before, entry.little));
  }
  return undo.length === 0 ? null : () => undo.forEach((putBack) => putBack());
}
