import type { Orientation } from '../../core/header/header';

/** Metadata of a JPEG file: payloads without their segments' headers and names. */
export interface JpegSegments {
  /** A TIFF structure, from its byte-order mark on (EXIF 2.32, 4.5.2); 65,527 bytes at most. */
  readonly exif?: Uint8Array;
  /** A profile (ICC.1:2022), put together from its chunks. */
  readonly icc?: Uint8Array;
  /** A packet of XML; 65,504 bytes at most. */
  readonly xmp?: Uint8Array;
}

const exifName = 'Exif\0\0';
const iccName = 'ICC_PROFILE\0';
const xmpName = 'http://ns.adobe.com/xap/1.0/\0';

/** A segment's length counts itself and is 16 bits long. */
const mostPayload = 65533;
const mostIcc = mostPayload - iccName.length - 2;

/** SOI, JFIF 1.01 with square pixels (ITU-T T.871, 10.1), then what is given: what stands before a file's tables. */
export function jpegHead({ exif, icc, xmp }: JpegSegments): Uint8Array<ArrayBuffer> {
  const jfif = [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];
  const parts = [
    Uint8Array.of(0xff, 0xd8),
    segment(0xe0, Uint8Array.from(jfif)),
    ...(exif ? [segment(0xe1, textBytes(exifName), exif)] : []),
    ...(xmp ? [segment(0xe1, textBytes(xmpName), xmp)] : []),
    ...(icc ? iccChunks(icc) : []),
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

/** Where each payload lies in a file; the profile in as many chunks as it has. */
interface Found {
  readonly exif: Uint8Array | null;
  readonly icc: Uint8Array | null;
  readonly xmp: Uint8Array | null;
}

/**
 * The metadata of a JPEG file, up to its first scan: the first EXIF block and XMP packet, and the profile where all of
 * its chunks are there. EXIF and XMP are views of the file's bytes.
 */
export function readJpegSegments(bytes: Uint8Array): Found {
  let exif: Uint8Array | null = null;
  let xmp: Uint8Array | null = null;
  const chunks: Uint8Array[] = [];
  let count = 0;
  for (const { marker, body } of segmentsOf(bytes)) {
    if (marker === 0xe1 && startsWith(body, exifName)) exif ??= body.subarray(exifName.length);
    else if (marker === 0xe1 && startsWith(body, xmpName)) xmp ??= body.subarray(xmpName.length);
    else if (marker === 0xe2 && startsWith(body, iccName)) {
      const [number = 0, of = 0] = body.subarray(iccName.length);
      count ||= of;
      chunks[number - 1] ??= body.subarray(iccName.length + 2);
    }
  }
  const isWhole = count > 0 && chunks.length === count && chunks.every(Boolean) && Object.keys(chunks).length === count;
  return { exif, xmp, icc: isWhole ? joined(chunks) : count > 0 ? new Uint8Array(0) : null };
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

function startsWith(body: Uint8Array, name: string): boolean {
  return body.length >= name.length && [...name].every((letter, i) => body[i] === letter.charCodeAt(0));
}

/** The marker segments up to the first scan; stops at whatever is none. */
function* segmentsOf(bytes: Uint8Array): Generator<{ readonly marker: number; readonly body: Uint8Array }> {
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at++;
      continue;
    }
    const length = (bytes[at + 2]! << 8) | bytes[at + 3]!;
    if (marker === 0xda || marker === 0xd9 || length < 2) return;
    yield { marker, body: bytes.subarray(at + 4, Math.min(bytes.length, at + 2 + length)) };
    at += 2 + length;
  }
}

/** The smallest EXIF block that says an orientation. */
export function orientationExif(orientation: Orientation): Uint8Array {
  const tiff = new Uint8Array(26);
  const view = new DataView(tiff.buffer);
  tiff.set([0x4d, 0x4d, 0, 0x2a]);
  view.setUint32(4, 8);
  view.setUint16(8, 1);
  view.setUint16(10, 0x0112);
  view.setUint16(12, 3);
  view.setUint32(14, 1);
  view.setUint16(18, orientation);
  return tiff;
}

/** A copy of an EXIF block that says this orientation. One that has no such tag, and is not to have another, stays. */
export function withOrientation(exif: Uint8Array, orientation: Orientation): Uint8Array {
  const copy = exif.slice();
  const at = orientationAt(copy);
  if (at === null) return orientation === 1 ? copy : orientationExif(orientation);
  put(copy, at, orientation);
  return copy;
}

/**
 * Overwrites the Orientation tag of a file's EXIF block in place.
 * @returns what puts the tag back as it was; null where the file has none.
 */
export function setOrientation(bytes: Uint8Array, orientation: Orientation): (() => void) | null {
  const { exif } = readJpegSegments(bytes);
  const at = exif && orientationAt(exif);
  if (!exif || at === null) return null;
  const before = new DataView(exif.buffer, exif.byteOffset + at.at, 2).getUint16(0, at.little);
  put(exif, at, orientation);
  return () => put(exif, at, before);
}

/** Where the tag's value lies in a TIFF structure. */
function orientationAt(tiff: Uint8Array): { readonly at: number; readonly little: boolean } | null {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const little = tiff[0] === 0x49;
  if (tiff.length < 8) return null;
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return null;
  const entries = view.getUint16(directory, little);
  for (let entry = directory + 2; entry < directory + 2 + 12 * entries && entry + 12 <= tiff.length; entry += 12)
    if (view.getUint16(entry, little) === 0x0112) return { at: entry + 8, little };
  return null;
}

function put(tiff: Uint8Array, { at, little }: { at: number; little: boolean }, value: number): void {
  new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength).setUint16(at, value, little);
}
